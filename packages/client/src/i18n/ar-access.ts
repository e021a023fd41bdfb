import { arAccessReasons } from './ar-access-reasons.ts';
import type { enAccess } from './en-access.ts';
import type { Translated } from './texts.ts';

export const arAccess = {
  access: {
    ...arAccessReasons,
    title: 'من يجد المستندات',
    modes: { source: 'كما في المصدر', everyone: 'كل من في المؤسسة' },
    nobody: 'لا أحد بعد',
    modeText: {
      source: 'يجد كل شخص ما كان بإمكانه فتحه في المصدر، ولا شيء غيره.',
      everyone: 'يجد كل عضو كل مستندات هذا الاتصال مهما قال المصدر. اختار ذلك أحد المالكين.',
    },
    open: 'إتاحة للجميع…',
    openTitle: 'عرض كل ما في {name} للجميع؟',
    openText:
      'مقيّد في المصدر: {count, plural, zero {{documents}} one {{documents}} two {{documents}} few {{documents}} many {{documents}} other {{documents}}}. سيجدها ويقرؤها كل عضو في المؤسسة على الفور.',
    openNone: 'لا يقيّد المصدر أيًّا من مستنداته اليوم. وما يقيّده لاحقًا سيُعرض أيضًا.',
    openUnknown:
      'لم تُقرأ أذوناته بعد، لذلك لا يمكن القول كم من مستنداته مقيّد. سيجدها جميعًا كل عضو في المؤسسة.',
    openStays: 'يُسجَّل هذا الاختيار في سجل النشاط. يمكنك التراجع عنه في أي وقت.',
    openConfirm: 'عرض للجميع',
    close: 'العودة إلى أذونات المصدر',
    opened: 'يجد الجميع مستندات {name} الآن.',
    closed: 'عادت مستندات {name} تُعرض كما في المصدر.',
    ownersOnly: 'لا يمكن تغيير ذلك إلا لأحد المالكين.',
    asOf: 'الأذونات بحالة {time}',
    goesStale:
      'بعد {duration} ({time}) يصبح المعروف أقدم من أن يُعتمد عليه، ومن ذلك الحين لا يجد أحد المستندات المقيّدة حتى تُقرأ من جديد.',
    isStale:
      'المعروف يعود إلى {time} وهو أقدم من أن يُعتمد عليه. لا يجد أحد المستندات المقيّدة حتى تُقرأ من جديد.',
    check: 'قراءة الأذونات الآن',
    checking: 'جارٍ قراءة الأذونات',
    stop: 'إيقاف',
    progress: 'قراءة أذونات {name}',
    soFar: 'فُحص {done, number}',
    ofTotal: 'فُحص {done, number} من {total, number}',
    waiting: 'طلب المصدر الانتظار؛ تُستأنف القراءة عند {time}.',
    lastFailed: 'فشلت القراءة الأخيرة',
    lastCancelled: 'أُوقفت القراءة الأخيرة؛ ما قُرئ يبقى ساريًا.',
    nextTry: 'المحاولة التالية: {time}',
    next: 'التالية: {time}',
    nextSoon: 'التالية بعد لحظات',
    often: 'عدد المرات',
    every: {
      5: 'كل 5 دقائق',
      15: 'كل 15 دقيقة',
      30: 'كل 30 دقيقة',
      60: 'كل ساعة',
      240: 'كل 4 ساعات',
      720: 'مرتين في اليوم',
      1440: 'مرة في اليوم',
    },
    everyOther:
      '{minutes, plural, zero {كل # دقيقة} one {كل دقيقة} two {كل دقيقتين} few {كل # دقائق} many {كل # دقيقة} other {كل # دقيقة}}',
    saved: 'تم الحفظ.',
    counts: {
      label: 'المستندات بحسب من يجدها',
      public: 'الجميع',
      members_of_source: 'كل من لديه حساب هناك',
      rule: 'أشخاص أو مجموعات محددة',
      nobody: 'لا أحد',
    },
    people:
      'يذكر المصدر {people, plural, zero {لا أشخاص} one {شخصًا واحدًا} two {شخصين} few {# أشخاص} many {# شخصًا} other {# شخص}} و{groups, plural, zero {لا مجموعات} one {مجموعة واحدة} two {مجموعتين} few {# مجموعات} many {# مجموعة} other {# مجموعة}}.',
    peopleIncomplete: 'لم تكتمل قراءة الأشخاص؛ من كان معروفًا من قبل يبقى معروفًا.',
    documentsIncomplete:
      'لم تُفحص كل المستندات؛ تبقى الأخرى على حالها حتى تصبح معلوماتها قديمة جدًا.',
    hiddenTitle: 'لماذا لا يجد أحد بعضها',
    findingsTitle: 'ما صادفته القراءة',
    notSupported:
      'لا يستطيع هذا الموصّل قراءة من يجوز له قراءة ماذا. لا تُعرض مستنداته إلا بعد أن يتيحها أحد المالكين للجميع.',
  },
  documentAccess: {
    title: 'من يجوز له قراءة هذا',
    loading: 'جارٍ سؤال الموصّل',
    kinds: {
      nobody: 'لا أحد.',
      rule: 'كل من ورد في كل من هذه الشروط:',
      ruleOne: 'كل من ورد هنا:',
      members_of_source: 'كل من لديه حساب نشط في المصدر.',
      public: 'كل من في مؤسستك.',
      everyone: 'كل من في مؤسستك: أتاح أحد المالكين هذا الاتصال للجميع.',
    },
    layer: 'الشرط {number, number}',
    layerMet: 'متحقق، عبر {name}',
    layerNotMet: 'غير متحقق',
    more: '{count, plural, zero {و# آخرين} one {وواحد آخر} two {واثنان آخران} few {و# آخرين} many {و# آخر} other {و# آخر}}',
    denied: 'لكن لا أحد من هؤلاء:',
    deniedUnknown: 'وهناك أشخاص ممنوعون تعذّرت قراءتهم، لذلك لا يُسمح لأحد.',
    asOf: 'الأذونات بحالة {time}',
    neverRead: 'لم يُقرأ أشخاص المصدر بعد، لذلك لا يُسمح لأحد.',
    isStale: 'المعروف أقدم من أن يُعتمد عليه، لذلك لا يُسمح بموجبه لأحد.',
    ask: 'هل يجوز لشخص آخر قراءته؟',
    choose: 'اختر عضوًا',
    mayRead: 'يجوز قراءته لهذا العضو: {name}.',
    mayNotRead: 'لا يجوز قراءته لهذا العضو: {name}.',
    because: {
      none: 'غير معروف في المصدر.',
      ambiguous: 'لعدة حسابات في المصدر العنوان نفسه، لذلك لا يُعتد بأي منها.',
      account: 'معروف هناك باسم {account}.',
    },
    goneAsk: 'ليس كل مستند للجميع. بصفتك مالكًا يمكنك السؤال عمن يجوز له قراءة هذا المستند.',
    goneAskButton: 'السؤال عن هذا المستند',
  },
} as const satisfies Translated<typeof enAccess>;
