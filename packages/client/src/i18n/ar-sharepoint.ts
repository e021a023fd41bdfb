import type { WordsOf } from './source-words.ts';

export const arSharepoint: WordsOf<'sharepoint'> = {
  name: 'SharePoint',
  description: 'يتيح لمساعدك الإجابة من مكتبات المستندات والصفحات في مواقع SharePoint لديك.',
  needs:
    'تحتاج إلى تسجيل تطبيق في Microsoft Entra مع Sites.Read.All (أو Sites.Selected) وUser.Read.All وGroupMember.Read.All، وشهادة لمجموعات مواقعك. يستغرق ذلك نحو خمس عشرة دقيقة.',
  settingFields: {
    tenant_id: { label: 'الدليل (Tenant)' },
    site_url: { label: 'الموقع' },
    cloud: {
      label: 'السحابة',
      choices: {
        global: 'عالمية',
        us_government: 'US Government',
        us_dod: 'US Department of Defense',
        china: 'الصين (21Vianet)',
        custom: 'أخرى، بالعناوين أدناه',
      },
    },
    graph_url: { label: 'عنوان Microsoft Graph' },
    login_url: { label: 'عنوان تسجيل الدخول' },
    sharepoint_url: { label: 'عنوان SharePoint' },
    client_id: { label: 'معرّف العميل لتسجيل التطبيق' },
    sites: { label: 'المواقع' },
    libraries: { label: 'مكتبات المستندات' },
    folders: { label: 'هذه المجلدات فقط' },
    file_kinds: { label: 'امتدادات الملفات هذه فقط' },
    max_file_mb: { label: 'أكبر ملف، بالميغابايت' },
    pages: { label: 'قراءة صفحات المواقع أيضًا' },
    organization_links: {
      label: 'الروابط المتاحة لكل من في المؤسسة',
      choices: { ignore: 'لا تفتح شيئًا', members: 'تفتحه لكل الأعضاء' },
    },
    only_groups: { label: 'أعضاء هذه المجموعات فقط' },
  },
  options: { sites: { label: 'المواقع' }, libraries: { label: 'مكتبات المستندات' } },
  checks: {
    token: { label: 'تسجيل الدخول' },
    consent: { label: 'موافقة مسؤول' },
    list_sites: { label: 'سرد المواقع' },
    read_library: { label: 'قراءة مكتبة' },
    read_permissions: { label: 'قراءة الأذونات' },
    read_people: { label: 'قراءة الأشخاص' },
    read_groups: { label: 'قراءة أعضاء المجموعات' },
    read_site_groups: { label: 'قراءة مجموعات المواقع' },
  },
  nothingFoundCauses: [
    'مع Sites.Selected لا يرى التطبيق إلا المواقع التي أُتيحت له واحدًا واحدًا.',
    'المكتبات المختارة فارغة، أو لا تضم إلا أنواع ملفات مستبعدة.',
  ],
};
