import type { enRemedies } from './en-remedies.ts';
import type { Translated } from './texts.ts';

export const arRemedies = {
  remedies: {
    'confluence_cloud.read_permissions':
      'كل ما عدا ذلك يعمل. الصفحات التي قيودها مخفية لا يجدها أحد: مع رمز محدد النطاقات أضف النطاقين read:permission:confluence وread:content-details:confluence، ودع الحساب يرى الصفحات المقيّدة.',
    'confluence_cloud.read_space_permissions':
      'بدونه لا يجد أحد ما في هذه المساحات: مع رمز محدد النطاقات أضف النطاقين read:space:confluence وread:space.permission:confluence، ودع الحساب يرى المساحات.',
    'confluence_cloud.read_people':
      'بدونه لا يمكن تمييز شخص من آخر، فلا يجد أحد شيئًا: مع رمز محدد النطاقات أضف النطاقين read:content-details:confluence وread:user:confluence.',
    'confluence_cloud.read_groups':
      'بدونه لا يجد أحد ما هو متاح للمجموعات: مع رمز محدد النطاقات أضف النطاق read:group:confluence، وامنح الحساب الإذن العام لتصفح المستخدمين.',
    'confluence_data_center.read_permissions':
      'كل ما عدا ذلك يعمل. الصفحات التي قيودها مخفية لا يجدها أحد: امنح الحساب إذن رؤية الصفحات المقيّدة، أو اجعله عضوًا في confluence-administrators.',
    'confluence_data_center.read_space_permissions':
      'بدونه لا يجد أحد ما في هذه المساحات. يذكره Confluence بدءًا من الإصدار 9.1 لمسؤولي المساحة: حدّث Confluence، أو امنح الحساب الإذن «Space Admin» في كل مساحة.',
    'confluence_data_center.read_site_permissions':
      'بدونه لا يجد أحد شيئًا، فمن لا ترخيص له قد يكون في مجموعة لها مساحة. يذكره Confluence بدءًا من الإصدار 9.2.18 للمسؤولين: حدّث Confluence، أو امنح الحساب الإذن العام «Confluence Administrator».',
    'confluence_data_center.read_people':
      'بدونه لا يمكن تمييز شخص من آخر، فلا يجد أحد شيئًا: امنح الحساب الإذن العام «Confluence Administrator» الذي تُعرض له العناوين، ولا تحجبها في Security Configuration.',
    'confluence_data_center.read_groups':
      'بدونه لا يجد أحد ما هو متاح للمجموعات: امنح الحساب الإذن العام «Confluence Administrator».',
    'sharepoint.consent':
      'على مسؤول أن يفتح تسجيل التطبيق ويضيف أذونات التطبيق Sites.Read.All (أو Sites.Selected) وUser.Read.All وGroupMember.Read.All من Microsoft Graph، ثم يضغط «Grant admin consent».',
    'sharepoint.no_site': 'أدخل عنوان موقع أُتيح للتطبيق، أو اطلب منح Sites.Read.All.',
    'sharepoint.read_permissions':
      'كل ما عدا ذلك يعمل. الملفات التي أذوناتها مخفية لا يجدها أحد: أضف إذن التطبيق Sites.Read.All (أو الدور fullcontrol على الموقع مع Sites.Selected).',
    'sharepoint.read_people':
      'أضف إذن التطبيق User.Read.All من Microsoft Graph وامنح موافقة المسؤول. بدونه لا يمكن تمييز شخص من آخر، فلا يجد أحد ما في هذه المواقع.',
    'sharepoint.read_groups':
      'أضف إذن التطبيق GroupMember.Read.All من Microsoft Graph وامنح موافقة المسؤول. بدونه لا يجد أحد ما هو متاح للمجموعات.',
    'sharepoint.read_site_groups':
      'استخدم شهادة بدلًا من سر العميل، وأضف إذن التطبيق Sites.FullControl.All من SharePoint (وليس من Microsoft Graph) بموافقة المسؤول. بدونه لا يجد أحد ما هو متاح لمجموعات الموقع فقط (المالكون والأعضاء والزوار).',
    'servicenow.read_by_rule':
      'كل ما عدا ذلك يعمل؛ والمستندات التي تحتاج إليه لا يجدها أحد. امنح الحساب حق قراءة {tables}، بكل السجلات والحقول، بقاعدة وصول تضعها أنت. لا تمنحه snc_read_only، إذ لا يحصل معه على رمز.',
    'servicenow.read_by_role':
      'كل ما عدا ذلك يعمل؛ والمستندات التي تحتاج إليه لا يجدها أحد. امنح الحساب حق قراءة {tables}، بكل السجلات والحقول، بقاعدة وصول تضعها أنت أو بهذه الأدوار: {roles}. لا تمنحه snc_read_only، إذ لا يحصل معه على رمز.',
    'servicenow.read_by_rule_or_some_by_role':
      'كل ما عدا ذلك يعمل؛ والمستندات التي تحتاج إليه لا يجدها أحد. امنح الحساب حق قراءة {tables}، بكل السجلات والحقول، بقاعدة وصول تضعها أنت أو بهذه الأدوار: {roles} (ولا يكفي أي دور في ServiceNow لـ {without}). لا تمنحه snc_read_only، إذ لا يحصل معه على رمز.',
  },
} as const satisfies Translated<typeof enRemedies>;
