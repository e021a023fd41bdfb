import type { enAlerts } from './en-alerts.ts';
import type { Translated } from './texts.ts';

export const arAlerts = {
  alerts: {
    title: 'التنبيهات بالبريد',
    text: 'ما نكتبه إلى {email} عن مصادر البيانات في هذه المؤسسة. ما يأتي معًا يصل في رسالة واحدة.',
    mail: 'إرسال رسائل إليّ',
    when: 'متى',
    kinds: {
      failed: 'فشلت مزامنة',
      access_lost: 'فُقد الوصول',
      held: 'مزامنة تنتظر أحدًا',
      silent: 'لا إشارة من مصدر',
      expiring: 'بيانات اعتماد تنتهي صلاحيتها قريبًا',
      repaired: 'عاد إلى العمل بعد فشل مزامنة أو فقدان الوصول',
    },
    quiet: 'ساعات الهدوء',
    quietHelp: 'لا يُرسل شيء خلالها. عندما تنتهي يصل كل شيء في رسالة واحدة.',
    from: 'من',
    to: 'حتى',
    timeZone: 'المنطقة الزمنية',
    sameTimes: 'اختر وقتين مختلفين.',
    save: 'حفظ',
    saved: 'حُفظت تنبيهاتك.',
    commonCause:
      '{count, plural, zero {لا مصدر له} one {لمصدر واحد} two {لمصدرين} few {لـ # مصادر} many {لـ # مصدرًا} other {لـ # مصدر}} سبب واحد:',
    toldAbove: 'تذكر الملاحظة أعلاه السبب.',
  },
} as const satisfies Translated<typeof enAlerts>;
