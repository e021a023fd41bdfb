import type { enChangeWebhook } from './en-change-webhook.ts';
import type { Translated } from './texts.ts';

export const arChangeWebhook = {
  changeWebhook: {
    topics: {
      documents: {
        title: 'إبلاغ برنامج بالتغييرات',
        text: 'للبرامج التي تحتفظ بنسخة من مستنداتك: نرسل إلى هذا العنوان عندما تغيّر مزامنةٌ أو قراءةٌ للأذونات شيئًا. لا تقول الرسالة سوى ذلك، وهي موقَّعة.',
      },
      alerts: {
        title: 'إبلاغ برنامج بالتنبيهات',
        text: 'للبرامج التي تُعلم فريقك، مثل برنامج محادثة أو خدمة مناوبة: نرسل إلى هذا العنوان عندما يحتاج مصدر بيانات إلى أحد، وأنت تختار متى. تذكر الرسالة مصادر البيانات، وهي موقَّعة.',
      },
    },
    toldOf: 'متى يُبلَّغ',
    toldOfNothing: 'اختر واحدًا على الأقل، أو أوقف إبلاغ البرنامج.',
    address: 'عنوان البرنامج',
    placeholder: 'https://program.example/hook',
    invalid: 'أدخل عنوان https بلا كلمة مرور، مثل https://program.example/hook.',
    add: 'إضافة',
    states: {
      on: 'مفعّل',
      off: 'متوقف',
      failing: 'تعذّر التسليم',
    },
    delivered: 'آخر تسليم ناجح: {when}',
    neverDelivered: 'لم يكن هناك ما يُبلَّغ عنه بعد.',
    offReasons: {
      switched_off: 'أُوقف.',
      failed: 'أُوقف: لم يستلم البرنامج شيئًا طوال خمسة أيام.',
      gone: 'أُوقف: أجاب البرنامج بأنه لم يعد موجودًا (410).',
    },
    reasons: {
      refused:
        '{status, select, none {أجاب البرنامج بخطأ.} other {أجاب البرنامج بالرمز {status}.}}',
      gone: 'أجاب البرنامج بأنه لم يعد موجودًا (410).',
      not_allowed:
        'يقع هذا العنوان داخل شبكة داخلية، أو تعذّرت قراءة السر. اسأل المشغّل (CHANGE_WEBHOOK_HOSTS) أو أنشئ سرًا جديدًا.',
      not_reached: 'تعذّر الوصول إلى البرنامج.',
      late: 'لم يُجب البرنامج خلال 15 ثانية.',
    },
    failedTimes:
      '{count, plural, zero {لم يفشل الإرسال.} one {فشل الإرسال مرة واحدة، {when}.} two {فشل الإرسال مرتين متتاليتين، أولاهما {when}.} few {فشل الإرسال # مرات متتالية، أولاها {when}.} many {فشل الإرسال # مرة متتالية، أولاها {when}.} other {فشل الإرسال # مرة متتالية، أولاها {when}.}}',
    nextAttempt: 'المحاولة التالية {when}.',
    test: 'إرسال اختبار',
    taken: 'استلم البرنامج الاختبار ({status}).',
    switchOff: 'إيقاف',
    switchOn: 'تشغيل',
    rotate: 'سر جديد',
    remove: 'إزالة',
    removeTitle: 'إيقاف إبلاغ هذا البرنامج؟',
    removeText: 'سيُنسى عنوانه وسره.',
    removed: 'لم يعد البرنامج يُبلَّغ بالتغييرات.',
    secretTitle: 'سر التوقيعات',
    secretOnce:
      'انسخه الآن، فلن يُعرض مرة أخرى. يحتاج إليه البرنامج لتمييز رسائلنا من غيرها (Standard Webhooks).',
    secretBeside: 'يظل السر القديم يوقّع إلى جانب هذا السر مدة 24 ساعة.',
    secret: 'السر',
    copySecret: 'نسخ السر',
    done: 'تم',
  },
} as const satisfies Translated<typeof enChangeWebhook>;
