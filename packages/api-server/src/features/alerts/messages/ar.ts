import type { AlertMessages } from './alert-messages.ts';

export const ar: AlertMessages = {
  lines: {
    failed:
      '{count, plural, zero {تعذّرت المزامنة} one {تعذّرت المزامنة} two {تعذّرت مزامنة مصدرين} few {تعذّرت مزامنة # مصادر} many {تعذّرت مزامنة # مصدرًا} other {تعذّرت مزامنة # مصدر}}: {sources}. {cause}.',
    access_lost:
      '{count, plural, zero {فُقد الوصول} one {فُقد الوصول} two {فُقد الوصول إلى مصدرين} few {فُقد الوصول إلى # مصادر} many {فُقد الوصول إلى # مصدرًا} other {فُقد الوصول إلى # مصدر}}: {sources}. {cause}.',
    held: '{count, plural, zero {تنتظرك مزامنة} one {تنتظرك مزامنة} two {تنتظرك مزامنتان} few {تنتظرك # مزامنات} many {تنتظرك # مزامنة} other {تنتظرك # مزامنة}}: {sources}. {cause}.',
    silent:
      '{count, plural, zero {لا إشارة} one {لا إشارة} two {لا إشارة من مصدرين} few {لا إشارة من # مصادر} many {لا إشارة من # مصدرًا} other {لا إشارة من # مصدر}}: {sources}. {cause}.',
    expiring:
      '{count, plural, zero {بيانات اعتماد تنتهي قريبًا} one {بيانات اعتماد تنتهي قريبًا} two {بيانات اعتماد مصدرين تنتهي قريبًا} few {بيانات اعتماد # مصادر تنتهي قريبًا} many {بيانات اعتماد # مصدرًا تنتهي قريبًا} other {بيانات اعتماد # مصدر تنتهي قريبًا}}: {sources}. {cause}.',
    repaired:
      '{count, plural, zero {عاد إلى العمل} one {عاد إلى العمل} two {عاد مصدران إلى العمل} few {عادت # مصادر إلى العمل} many {عاد # مصدرًا إلى العمل} other {عاد # مصدر إلى العمل}}: {sources}.',
  },
  causes: {
    invalid_credentials: 'لم يقبل المصدر بيانات الاعتماد',
    sign_in_page: 'تجيب صفحة تسجيل دخول بدلًا من المصدر',
    credentials_expired: 'انتهت صلاحية بيانات الاعتماد',
    settings_not_verified: 'تغيّر العنوان أو الحساب بعد إثبات الوصول',
    insufficient_permissions: 'لا يُسمح للحساب بقراءة ما تم اختياره',
    wrong_edition: 'يجيب شيء آخر في هذا العنوان',
    rate_limited: 'طلب المصدر التمهّل مدة طويلة',
    unreachable: 'لا يستجيب المصدر',
    blocked_address: 'لا يُسمح للموصّل بالاتصال بهذا العنوان',
    tls_error: 'تعذّر الوثوق بشهادة المصدر',
    timeout: 'استغرق المصدر وقتًا طويلًا للإجابة',
    upstream_error: 'أبلغ المصدر عن خطأ من عنده',
    list_unproven: 'لم تبلغ قائمة في المصدر نهاية يمكن الوثوق بها',
    not_readable: 'لا يوجد في هذا ما يمكن قراءته',
    nothing_found: 'لا يوجد في المصدر ما يقرؤه هذا الحساب',
    too_many_deletions: 'ستزيل المزامنة نسبة غير معتادة من المستندات',
    driver_missing: 'لا يستطيع هذا الموصّل قراءة هذا النوع من المصادر بعد',
    connector_unreachable: 'تعذّر الوصول إلى الموصّل',
    connector_gone: 'لم يعد الموصّل في عنوانه',
    connector_rejected: 'رفض الموصّل الطلب',
    timed_out: 'لم تصل نتيجة في الوقت المحدد',
    interrupted: 'انقطع التشغيل',
    sync_failed: 'فشلت المزامنة',
    verification_failed: 'فشل التحقق',
    access_emptied: 'لم يذكر المصدر أي أشخاص، مع أنه ذكرهم من قبل',
    credentials_required: 'ليس لدى الموصّل بيانات اعتماد',
    run_silent: 'لم تعد المزامنة ترسل أي إشارة',
    sync_overdue: 'لا تبدأ المزامنة المستحقة',
    permissions_stale: 'الأذونات أقدم من أن يُعتمد عليها',
    expires_in_30_days: 'تنتهي صلاحية بيانات الاعتماد خلال أقل من 30 يومًا',
    expires_in_14_days: 'تنتهي صلاحية بيانات الاعتماد خلال أقل من 14 يومًا',
    expires_in_3_days: 'تنتهي صلاحية بيانات الاعتماد خلال أقل من 3 أيام',
    other: 'تذكر صفحة المصدر السبب',
  },
};
