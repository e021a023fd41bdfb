/** What stands in the way of a copy of the documents. */
export const arFeedProblems = {
  feed_cursor_invalid: {
    title: 'لم يُنشأ هذا المؤشر هنا لك',
    remedy:
      'أرسل المؤشر كما ورد في الإجابة، بالحساب أو المفتاح نفسه؛ وإن لم يكن لديك مؤشر فصدّر من جديد (GET /api/documents/export).',
  },
  feed_cursor_expired: {
    title: 'ما تغيّر منذ هذا المؤشر لم يعد معروفًا',
    remedy: 'صدّر من جديد (GET /api/documents/export)، وتابع بالمؤشر الوارد في السطر الأخير.',
  },
  feed_not_supported: {
    title: 'لا يذكر هذا الموصّل ما الذي تغيّر',
    remedy: 'استخدم موصّلًا يذكر «document_feed» ضمن قدراته.',
  },
  too_many_exports: {
    title: 'عدد عمليات التصدير الجارية بلغ الحد المسموح',
    remedy: 'انتظر انتهاء إحداها ثم أعد المحاولة.',
  },
  webhook_exists: {
    title: 'هناك برنامج يُبلَّغ بالتغييرات بالفعل',
    remedy: 'غيّر العنوان الموجود، أو أزله أولًا.',
  },
} as const;
