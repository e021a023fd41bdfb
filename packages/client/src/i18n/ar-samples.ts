import type { enSamples } from './en-samples.ts';
import type { Translated } from './texts.ts';

export const arSamples = {
  samples: {
    title: 'تريد إلقاء نظرة فقط؟',
    text: 'تعمل إلى جانب هذا التطبيق شركة خيالية لديها {names}. نقرة واحدة تثبت الوصول إليها كلها وتقرؤها، بالخطوات نفسها كما مع مصدر حقيقي.',
    connect: 'التجربة ببيانات نموذجية',
    goOn: 'المتابعة بالبيانات النموذجية',
    running: 'جارٍ الربط…',
    runningTitle: 'جارٍ ربط البيانات النموذجية',
    runningText: 'يمكنك زيارة صفحات أخرى في هذه الأثناء؛ أبقِ هذه النافذة مفتوحة فحسب.',
    readyTitle: 'البيانات النموذجية جاهزة',
    partlyTitle: 'الجاهز من النماذج: {ready, number} من {total, number}',
    readyText:
      'يجد كل شخص ما يستطيع فتحه في المصدر فقط. النماذج لا تعرفك، ولذلك تجد ما هو متاح للجميع.',
    search: 'البحث في المستندات',
    otherEyes:
      'تعرف النماذج هذين الشخصين، ويجد كل منهما مستندات غير التي تجدها أنت وغير التي يجدها الآخر. سجّل الخروج للعودة إلى حسابك.',
    putAway: 'إخفاء البيانات النموذجية',
    list: 'البيانات النموذجية',
    said: 'الجاهز من النماذج: {ready, number} من {total, number}',
    tryOne: 'تجربة النموذج',
    states: {
      open: 'غير مربوط بعد',
      checking: 'جارٍ التحقق من الوصول…',
      proven: 'أُثبت الوصول',
      chosen: 'أُثبت الوصول، ولم يُقرأ شيء بعد',
      reading: 'جارٍ القراءة…',
      waitsForTurn: 'ينتظر دوره',
      readSoFar: 'جارٍ القراءة، حتى الآن {documents}',
      readOf: 'جارٍ القراءة، {done, number} من {documents}',
      permissions: 'تُقرأ أذونات الفتح…',
      ready: 'جاهز، {documents}',
      refused: 'تعذّر ربطه: {problem}',
      failed: 'تعذّرت قراءته: {problem}',
    },
  },
} as const satisfies Translated<typeof enSamples>;
