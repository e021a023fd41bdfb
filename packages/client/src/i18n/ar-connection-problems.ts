/** What stands in the way of a change of a connection. */
export const arConnectionProblems = {
  unknown_setting: {
    title: 'في الطلب إعداد لا يوجد في هذا النوع من المصادر',
    remedy:
      'احذف الحقول المذكورة في «errors». مكان بيانات الاعتماد «credentials»، وليس «settings» أبدًا.',
  },
  unknown_source_type: {
    title: 'لا يوجد هذا النوع من مصادر البيانات',
    remedy: 'استخدم أحد الأنواع التي يسردها GET /api/data-source-types.',
  },
  credentials_required: {
    title: 'تلزم بيانات الاعتماد للتحقق من هذا الاتصال',
    remedy: 'أدخل بيانات الاعتماد؛ لا يحفظ الموصّل شيئًا منها لهذا الاتصال.',
  },
  not_configured: {
    title: 'لم يُعدّ هذا الاتصال بعد',
    remedy: 'أعدّ الاتصال وتحقق منه واحفظه، ثم أعد المحاولة.',
  },
  query_not_supported: {
    title: 'لا يجيب مصدر البيانات هذا عن الاستعلامات',
    remedy: 'ابحث بدلًا من ذلك فيما تمت مزامنته. البحث في الويب وحده يجيب فورًا.',
  },
  too_many_words: {
    title: 'كلمات البحث كثيرة جدًا',
    remedy: 'ابحث عن 16 كلمة مختلفة على الأكثر.',
  },
  search_took_too_long: {
    title: 'استغرق البحث وقتًا طويلًا',
    remedy: 'ابحث عن كلمات أكثر دلالة، أو في مصدر بيانات واحد فقط.',
  },
  preview_not_supported: {
    title: 'لا يستطيع هذا الموصّل معاينة المزامنة',
    remedy: 'زامن مباشرة، أو استخدم موصّلًا يذكر «preview» ضمن قدراته.',
  },
  not_scheduled: {
    title: 'ليس لهذا الاتصال جدول',
    remedy: 'اختر جدولًا أولًا؛ بدونه لا يوجد ما يُوقف مؤقتًا.',
  },
  decision_outdated: {
    title: 'لم يعد ما تقرر بشأنه كما كان',
    remedy: 'راجع عدد المستندات التي ستُزال الآن، ثم قرر من جديد.',
  },
  connection_exists: {
    title: 'لدى مؤسستك بالفعل اتصال من هذا النوع',
    remedy: 'عدّل الاتصال الموجود بدلًا من ذلك.',
  },
  run_in_progress: {
    title: 'يجري بالفعل تحقق أو مزامنة لهذا الاتصال',
    remedy: 'انتظر حتى ينتهي، أو ألغه.',
  },
  no_run_in_progress: {
    title: 'لا شيء يعمل على هذا الاتصال',
    remedy: 'لا يوجد ما يُلغى: لقد انتهى بالفعل.',
  },
  version_conflict: {
    title: 'غيّر شخص آخر هذا الاتصال في هذه الأثناء',
    remedy: 'راجع الحالة الأحدث، ثم أجرِ تغييرك من جديد.',
  },
  access_not_supported: {
    title: 'لا يستطيع هذا الموصّل معرفة من يُسمح له بقراءة ماذا',
    remedy:
      'استخدم موصّلًا يذكر «access_checks» ضمن قدراته، أو دع كل من في المؤسسة يجد هذه المستندات.',
  },
} as const;
