import type { WordsOf } from './source-words.ts';

export const arWebsearch: WordsOf<'websearch'> = {
  name: 'البحث في الويب',
  description: 'يحتفظ بالصفحات التي تجدها استعلاماتك المحفوظة في الويب العام.',
  needs: 'تحتاج إلى عنوان خادم SearXNG، أو مفتاح API من Brave أو Tavily. يستغرق ذلك نحو دقيقتين.',
  settingFields: {
    provider: {
      label: 'الموفّر',
      choices: { searxng: 'SearXNG (خادمك الخاص)', brave: 'Brave Search', tavily: 'Tavily' },
    },
    url: {
      label: 'عنوان خادم SearXNG',
      help: 'لـ SearXNG فقط. يجب تفعيل صيغة JSON فيه.',
    },
    queries: {
      label: 'الاستعلامات المحفوظة',
      help: 'تشغّلها كل مزامنة وتحتفظ بالصفحات التي تجدها، بما يسمح به ملف robots.txt لمواقعها.',
    },
    allowed_domains: { label: 'هذه النطاقات فقط' },
    blocked_domains: { label: 'استبعاد هذه النطاقات دائمًا' },
    results_per_query: {
      label: 'عدد الصفحات لكل استعلام',
      help: '50 على الأكثر؛ ويعطي Tavily \u200f20 على الأكثر.',
    },
    language: { label: 'اللغة', help: 'مثل de أو de-CH. لا يقبل Tavily لغة.' },
    safe_search: {
      label: 'البحث الآمن',
      choices: { off: 'متوقف', moderate: 'معتدل', strict: 'صارم' },
    },
    categories: { label: 'الفئات', help: 'لـ SearXNG فقط.' },
    engines: {
      label: 'محركات البحث',
      help: 'لـ SearXNG فقط. إن لم يُحدد شيء فكل ما هو مفعّل هناك.',
    },
    internal_pages: {
      label: 'من يجد صفحات شبكتك الخاصة',
      choices: { nobody: 'لا أحد', everyone: 'كل من في المؤسسة' },
      help: 'صفحات لا يتيح الوصول إليها إلا EGRESS_ALLOW لدى مشغّل الخدمة. ولا يذكر أحد من يمكنه فتحها هناك.',
    },
  },
  options: { engines: { label: 'محركات البحث' }, categories: { label: 'الفئات' } },
  checks: {
    address: { label: 'استجابة العنوان' },
    signed_in: { label: 'قبول المفتاح' },
    trial_query: { label: 'نتائج استعلام تجريبي' },
  },
  nothingFoundCauses: [
    'لا تجد الاستعلامات المحفوظة شيئًا في النطاقات المسموح بها.',
    'لا تسمح الصفحات التي عُثر عليها للروبوتات بقراءتها.',
  ],
};
