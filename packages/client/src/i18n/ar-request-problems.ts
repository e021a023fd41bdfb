/** What is wrong with a request, or stands in its way. */
export const arRequestProblems = {
  malformed_request: {
    title: 'تعذّرت قراءة الطلب',
    remedy: 'أرسل JSON سليم التكوين دون محارف NUL أو أنصاف أزواج بديلة.',
  },
  validation_failed: {
    title: 'في الطلب حقول ناقصة أو خاطئة',
    remedy: 'صحّح الحقول المذكورة في «errors».',
  },
  payload_too_large: { title: 'الطلب كبير جدًا', remedy: 'أرسل أقل في المرة الواحدة.' },
  unsupported_media_type: {
    title: 'نوع محتوى الطلب غير مقبول',
    remedy: 'أرسل application/json.',
  },
  headers_too_large: {
    title: 'ترويسات الطلب كبيرة جدًا',
    remedy: 'أرسل ترويسات أصغر؛ وإن أرسلها متصفح فأزل ملفات تعريف الارتباط لهذا الموقع.',
  },
  request_timed_out: {
    title: 'استغرق وصول الطلب وقتًا طويلًا',
    remedy: 'أعد المحاولة.',
  },
  unknown_host: {
    title: 'الطلب موجّه إلى مضيف آخر',
    remedy: 'استخدم العنوان الوارد في PUBLIC_URL؛ وعلى الوكيل أن يمرر مضيفه.',
  },
  invalid_signature: {
    title: 'توقيع الطلب مفقود أو خاطئ',
    remedy: 'تأكد من أن للخدمتين CONNECTOR_WEBHOOK_SECRET نفسه وأن ساعتيهما متوافقتان.',
  },
  foreign_origin: {
    title: 'الطلب قادم من موقع آخر',
    remedy: 'استخدم التطبيق من عنوانه.',
  },
  not_found: {
    title: 'المطلوب غير موجود',
    remedy: 'تحقّق من العنوان والاختيار: ربما أُزيل أو غُيّر اسمه، أو لا يراه الحساب.',
  },
  method_not_allowed: {
    title: 'لا يدعم هذا العنوان تلك الطريقة',
    remedy: 'راجع \u200e/docs لمعرفة طرق كل عنوان.',
  },
  too_many_requests: {
    title: 'طلبات كثيرة جدًا',
    remedy: 'انتظر المدة الواردة في Retry-After، ثم أعد المحاولة.',
  },
  too_many_streams: {
    title: 'أنت متصل من متصفحات كثيرة جدًا',
    remedy: 'أغلق هذا التطبيق حيث لا تحتاج إليه؛ فتبدأ التحديثات المباشرة هنا.',
  },
  internal_error: {
    title: 'حدث خطأ من جانبنا',
    remedy: 'أعد المحاولة؛ وإن تكرر ذلك فأعطِ معرّف الطلب لمشغّل الخدمة.',
  },
  service_unavailable: {
    title: 'لا تستطيع الخدمة الإجابة الآن',
    remedy: 'أعد المحاولة بعد لحظات.',
  },
  documents_unavailable: {
    title: 'لا يستطيع الموصّل عرض المستندات الآن',
    remedy: 'تأكد من أن الموصّل يعمل ويمكن الوصول إليه.',
  },
} as const;
