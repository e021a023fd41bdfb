import type { enSamples } from './en-samples.ts';
import type { Translated } from './texts.ts';

export const arSamples = {
  samples: {
    title: 'هل تريد الاستكشاف فقط؟',
    text: 'تعمل إلى جانب هذا التطبيق شركة خيالية لديها {names}. نقرة واحدة تثبت الوصول إليها كلها وتقرؤها، بالخطوات نفسها كما مع مصدر حقيقي.',
    connect: 'التجربة ببيانات تجريبية',
    goOn: 'المتابعة بالبيانات التجريبية',
    running: 'جارٍ الربط…',
    runningTitle: 'جارٍ ربط البيانات التجريبية',
    runningText: 'يمكنك زيارة صفحات أخرى في هذه الأثناء؛ أبقِ علامة التبويب هذه مفتوحة فحسب.',
    readyTitle: 'البيانات التجريبية جاهزة',
    partlyTitle: 'الجاهز من المصادر التجريبية: {ready, number} من {total, number}',
    readyText:
      'يجد كل شخص ما يستطيع فتحه في المصدر فقط. المصادر التجريبية لا تعرفك، ولذلك تجد ما هو متاح للجميع.',
    search: 'البحث في المستندات',
    otherEyes:
      'تعرف المصادر التجريبية هذين الشخصين، ويجد كل منهما مستندات غير التي تجدها أنت وغير التي يجدها الآخر. سجّل الخروج للعودة إلى حسابك.',
    putAway: 'إخفاء البيانات التجريبية',
    list: 'البيانات التجريبية',
    said: 'الجاهز من المصادر التجريبية: {ready, number} من {total, number}',
    tryOne: 'تجربة المصدر التجريبي',
    states: {
      open: 'غير مربوط بعد',
      checking: 'جارٍ التحقق من الوصول…',
      proven: 'أُثبت الوصول',
      chosen: 'أُثبت الوصول، ولم يُقرأ شيء بعد',
      reading: 'جارٍ القراءة…',
      waitsForTurn: 'ينتظر دوره',
      readSoFar: 'جارٍ القراءة، حتى الآن {documents}',
      readOf: 'جارٍ القراءة، {done, number} من {documents}',
      permissions: 'جارٍ قراءة الأذونات…',
      ready: 'جاهز، {documents}',
      refused: 'تعذّر ربطه: {problem}',
      failed: 'تعذّرت قراءته: {problem}',
    },
  },
} as const satisfies Translated<typeof enSamples>;
