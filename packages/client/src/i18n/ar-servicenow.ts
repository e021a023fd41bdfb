import type { WordsOf } from './source-words.ts';

export const arServicenow: WordsOf<'servicenow'> = {
  name: 'ServiceNow',
  description: 'يتيح لمساعدك الإجابة من مقالات المعرفة لديك ومن الجداول التي تختارها.',
  needs: 'تحتاج إلى عنوان مثيلك ومستخدم تكامل يمكنه قراءته. يستغرق ذلك نحو خمس دقائق.',
  settingFields: {
    instance_url: { label: 'المثيل' },
    username: { label: 'اسم المستخدم' },
    knowledge_bases: { label: 'قواعد المعرفة' },
    tables: { label: 'الجداول' },
  },
  options: {
    knowledge_bases: { label: 'قواعد المعرفة' },
    tables: { label: 'الجداول' },
    groups: { label: 'المجموعات' },
  },
  checks: {
    address: { label: 'استجابة العنوان' },
    signed_in: { label: 'تسجيل الدخول' },
    list_knowledge_bases: { label: 'سرد قواعد المعرفة' },
    read_article: { label: 'قراءة مقالة' },
    read_tables: { label: 'قراءة الجداول المختارة' },
    read_permissions: { label: 'قراءة الأذونات' },
    read_people: { label: 'قراءة الأشخاص والمجموعات والأدوار' },
  },
  nothingFoundCauses: [
    'لا مقالات منشورة في قواعد المعرفة المختارة.',
    'تخفي قواعد الوصول في المثيل المقالات عن الحساب.',
  ],
};
