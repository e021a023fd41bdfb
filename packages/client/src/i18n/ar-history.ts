import type { enHistory } from './en-history.ts';
import type { Translated } from './texts.ts';

export const arHistory = {
  history: {
    title: 'عمليات التشغيل',
    kind: 'عرض',
    anyKind: 'كل العمليات',
    kinds: {
      verification: 'عمليات التحقق',
      sync: 'عمليات المزامنة',
      access: 'قراءات الأذونات',
    },
    kindNames: {
      verification: 'تحقق',
      sync: 'مزامنة',
      access: 'قراءة الأذونات',
    },
    outcomes: {
      running: 'جارية',
      succeeded: 'نجحت',
      held: 'معلّقة',
      failed: 'فشلت',
      cancelled: 'أُلغيت',
      unknown: 'النهاية غير معروفة',
    },
    startedBy: {
      person: 'بدأها {name}',
      somebody: 'بدأها شخص ما',
      key: 'بدأت بالمفتاح {name}',
      link: 'بدأت برابط أنشأه {name}',
      connector: 'بدأها الموصّل من تلقاء نفسه',
      schedule: 'بدأها التطبيق كما هو مخطط',
      system: 'بدأها التطبيق',
      unknown: 'لم يُسجَّل من بدأها',
    },
    cancelledBy: 'ألغاها {name}',
    cancelledByConnector: 'ألغاها الموصّل',
    givenUp: 'عُدّت منتهية ({time})، ثم وصلت نتيجتها لاحقًا وهي المعتمدة',
    noEnd: 'بدأت ولم تُسجَّل لها نهاية',
    noStart: 'لم يُسجَّل وقت بدئها',
    couldNotRead: 'تعذّرت قراءة {count, number}',
    wouldRemove: 'كانت ستزيل {count, number}، ولم يُزل شيء',
    readersSame: 'لم يتغيّر من يجد المستندات',
    readersChanged:
      '{count, plural, zero {لم يتغيّر من يجد المستندات} one {تغيّر من يجد مستندًا واحدًا} two {تغيّر من يجد مستندين} few {تغيّر من يجد # مستندات} many {تغيّر من يجد # مستندًا} other {تغيّر من يجد # مستند}}',
    quietReadings: 'تظهر قراءات الأذونات المخططة هنا عندما تغيّر شيئًا أو تنتهي نهاية مختلفة.',
    emptyTitle: 'لم تُجرَ أي عملية بعد',
    emptyText: 'تظهر هنا عمليات التحقق والمزامنة وقراءات الأذونات.',
    emptyKindTitle: 'لا شيء من هذه بعد',
    charts: {
      documents: 'المستندات بعد كل مزامنة',
      duration: 'مدة كل مزامنة',
      latest: 'الأحدث: {value}',
      summary: 'من {first} إلى {last}: الأدنى {least}، والأعلى {most}.',
      table: 'الأرقام في جدول',
      tableLabel: 'أرقام آخر عمليات المزامنة الناجحة',
      ended: 'انتهت',
      documentsColumn: 'المستندات',
      durationColumn: 'المدة',
      needsTwo: 'تظهر الرسوم البيانية بعد المزامنة الناجحة الثانية.',
    },
  },
} as const satisfies Translated<typeof enHistory>;
