import type { enPreview } from './en-preview.ts';
import type { Translated } from './texts.ts';

export const arPreview = {
  preview: {
    title: 'ماذا ستفعل المزامنة؟',
    look: 'معاينة المزامنة',
    explanation: 'تفحص المصدر وتُحصي. لا يُكتب شيء.',
    running: 'جارٍ الفحص… حتى الآن {documents}',
    runningOf: 'جارٍ الفحص… {seen, number} من {documents}',
    waiting: 'طلب المصدر الانتظار؛ تُستأنف المعاينة عند {time}.',
    none: 'لن تغيّر المزامنة شيئًا.',
    ended: 'انتهت المعاينة قبل أن تجد شيئًا.',
    sentence: 'ستؤدي المزامنة إلى: {changes} ({noun}).',
    partial:
      'المصدر كبير، لذلك توقفت المعاينة بعد بضع دقائق: العدد لا يقل عن هذا. وما قد يُزال غير معروف.',
    held: 'هذا القدر من الإزالة سيوقف المزامنة، وستُسأل عنه.',
    failed:
      '{count, plural, zero {قُرئ كل شيء.} one {تعذّرت قراءة واحد.} two {تعذّرت قراءة اثنين.} few {تعذّرت قراءة #.} many {تعذّرت قراءة #.} other {تعذّرت قراءة #.}}',
    places: 'التغييرات بحسب المكان',
    place: 'المكان',
    noPlace: 'في مكان آخر',
    added: 'مضاف',
    changed: 'متغيّر',
    removed: 'مُزال',
    examples: 'على سبيل المثال',
  },
} as const satisfies Translated<typeof enPreview>;
