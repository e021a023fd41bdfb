import type { WordsOf } from './source-words.ts';

export const arConfluence: WordsOf<'confluence'> = {
  name: 'Confluence',
  description: 'يتيح لمساعدك الإجابة من صفحات ومدونات مساحات Confluence لديك.',
  needs: 'تحتاج إلى عنوان موقعك ورمز API لحساب يمكنه قراءته. يستغرق ذلك نحو ثلاث دقائق.',
  settingFields: {
    url: { label: 'الموقع' },
    email: { label: 'بريد الحساب' },
    spaces: { label: 'المساحات' },
    include_labels: { label: 'الصفحات التي لها إحدى هذه التسميات فقط' },
    exclude_labels: { label: 'استبعاد الصفحات التي لها هذه التسميات' },
    cql: { label: 'ما يجده استعلام CQL هذا فقط' },
    attachments: { label: 'قراءة الملفات المرفقة أيضًا' },
  },
  options: { spaces: { label: 'المساحات' } },
  checks: {
    address: { label: 'استجابة العنوان' },
    signed_in: { label: 'تسجيل الدخول' },
    list_spaces: { label: 'سرد المساحات' },
    read_page: { label: 'قراءة صفحة' },
    read_permissions: { label: 'قراءة قيود الصفحات' },
    read_space_permissions: { label: 'قراءة أذونات المساحات' },
    read_site_permissions: { label: 'قراءة مستخدمي الموقع' },
    read_people: { label: 'قراءة الأشخاص' },
    read_groups: { label: 'قراءة أعضاء المجموعات' },
  },
  nothingFoundCauses: [
    'لا صفحات حالية في المساحات المختارة.',
    'يمكن للحساب رؤية المساحات دون صفحاتها.',
    'لا تُبقي التسميات أو استعلام CQL شيئًا.',
  ],
};
