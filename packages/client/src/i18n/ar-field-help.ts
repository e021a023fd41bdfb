import type { HelpOfFields } from './source-words.ts';

const fieldHelp: HelpOfFields = {
  confluence: {
    url: { help: 'العنوان الذي تفتح به Confluence. يعمل كل من Cloud وData Center.' },
    email: { help: 'يكفي حساب خدمة له حق القراءة.' },
    spaces: { help: 'إن لم يُحدد شيء فكل مساحة يمكن للحساب قراءتها.' },
    cql: { help: 'للخبراء. يُجمع مع الاختيارات أعلاه.' },
    attachments: {
      help: 'ملفات Word وPowerPoint وExcel وPDF والنصوص حتى 25 ميغابايت، كل منها مستند مستقل.',
    },
  },
  servicenow: {
    username: { help: 'مستخدم تكامل؛ اضبط منطقته الزمنية على UTC.' },
    knowledge_bases: { help: 'إن لم يُحدد شيء فكل قاعدة معرفة يمكن للحساب قراءتها.' },
    tables: {
      help: 'سجلات تُقرأ إلى جانب المقالات. الاستعلام هو ما يعطيه «Copy query» في قائمة في ServiceNow، ولا بد أن يقتصر على حقول الجدول نفسه. بدونه تُقرأ كل السجلات. لا يمكن هنا تطبيق القواعد التي لدى ServiceNow للجدول، لذلك تختار لكل جدول من يجد سجلاته؛ وإلى ذلك الحين لا يجدها أحد.',
    },
  },
  sharepoint: {
    tenant_id: { placeholder: 'contoso.onmicrosoft.com أو معرّفه' },
    site_url: { help: 'يلزم عندما تقتصر صلاحية التطبيق على مواقع مختارة (Sites.Selected).' },
    graph_url: { help: 'فقط لسحابة غير المذكورة أعلاه، أو للمثال التجريبي.' },
    login_url: { help: 'فقط لسحابة غير المذكورة أعلاه، أو للمثال التجريبي.' },
    sharepoint_url: {
      help: 'فقط لسحابة غير المذكورة أعلاه، أو للمثال التجريبي: حيث توجد المواقع.',
    },
    libraries: { help: 'إن لم يُحدد شيء فكل مكتبة يمكن للتطبيق قراءتها.' },
    organization_links: {
      help: 'يفتح مثل هذا الرابط العنصرَ في SharePoint لكل من يملكه، ولا يمكن معرفة من هو. بدونه يكون العنصر متاحًا للأشخاص المذكورين معه فقط. الضيوف ليسوا أعضاء.',
    },
    only_groups: {
      help: 'معرّفات كائنات لمجموعات Entra. للمواقع ذات التحكم المقيّد في الوصول، التي لا تراها التطبيقات: لا يجد أحد خارج هذه المجموعات شيئًا.',
    },
  },
  websearch: {
    url: { help: 'لـ SearXNG فقط. يجب تفعيل صيغة JSON فيه.' },
    queries: {
      help: 'تشغّلها كل مزامنة وتحتفظ بالصفحات التي تجدها، بما يسمح به ملف robots.txt لمواقعها.',
    },
    results_per_query: { help: '50 على الأكثر؛ ويعطي Tavily ‏20 على الأكثر.' },
    language: { help: 'مثل de أو de-CH. لا يقبل Tavily لغة.' },
    categories: { help: 'لـ SearXNG فقط.' },
    engines: { help: 'لـ SearXNG فقط. إن لم يُحدد شيء فكل ما هو مفعّل هناك.' },
    internal_pages: {
      help: 'صفحات لا يتيح الوصول إليها إلا EGRESS_ALLOW لدى مشغّل الخدمة. ولا يذكر أحد من يمكنه فتحها هناك.',
    },
  },
};

/** What stands below and within the fields of sources, in Arabic. */
export const arFieldHelp = { fieldHelp } as const;
