import type { enCheckDetails } from './en-check-details.ts';
import type { Translated } from './texts.ts';

export const arCheckDetails = {
  checkDetails: {
    'There was no page to try it with.': 'لم توجد صفحة للتجربة عليها.',
    'There was no space to try it with.': 'لم توجد مساحة للتجربة عليها.',
    'There was no file to try it with.': 'لم يوجد ملف للتجربة عليه.',
    'There was no site to try it with.': 'لم يوجد موقع للتجربة عليه.',
    'There was no group to try it with.': 'لم توجد مجموعة للتجربة عليها.',
    'Read restrictions of pages are visible': 'قيود قراءة الصفحات مرئية',
    'Who may view a space is visible': 'يظهر من يمكنه عرض مساحة',
    'Who may use the site is visible': 'يظهر من يمكنه استخدام الموقع',
    'Who may read a file is visible': 'يظهر من يمكنه قراءة ملف',
    'Everybody with an account may use it': 'يمكن لكل من لديه حساب استخدامه',
    'People are visible': 'الأشخاص مرئيون',
    'People and their addresses are visible': 'الأشخاص وعناوينهم مرئيون',
    'People are visible; those who hide their address are found by Jira':
      'الأشخاص مرئيون؛ ومن يخفي عنوانه يُعثر عليه عبر Jira',
    'People are visible, but no address is: nobody can be matched.':
      'الأشخاص مرئيون دون أي عنوان: لا يمكن مطابقة أحد.',
    'People, groups and roles are visible': 'الأشخاص والمجموعات والأدوار مرئية',
    'User criteria of knowledge bases are visible': 'معايير المستخدمين لقواعد المعرفة مرئية',
    'Members of groups are visible': 'أعضاء المجموعات مرئيون',
    'Members of groups of sites are visible': 'أعضاء مجموعات المواقع مرئيون',
    'The site names no people.': 'لا يذكر الموقع أي أشخاص.',
    'The site names no people with an account in use.': 'لا يذكر الموقع أي أشخاص لهم حساب مستخدم.',
    'The tenant names no people.': 'لا يذكر الدليل أي أشخاص.',
    'The tenant names no groups.': 'لا يذكر الدليل أي مجموعات.',
    'No page was found in the first spaces.': 'لم يُعثر على صفحة في المساحات الأولى.',
    'No published article was found.': 'لم يُعثر على مقالة منشورة.',
    'No tables are chosen.': 'لم تُختر جداول.',
    'The key is accepted': 'المفتاح مقبول',
    'This server needs no key': 'لا يحتاج هذا الخادم إلى مفتاح',
    'The account or its token may not ask for this.': 'لا يُسمح للحساب أو لرمزه بطلب هذا.',
    'The account signed in, but it may not see a single space.':
      'سجّل الحساب الدخول، لكن لا يمكنه رؤية أي مساحة.',
    'The account signed in, but it may not see a single knowledge base.':
      'سجّل الحساب الدخول، لكن لا يمكنه رؤية أي قاعدة معرفة.',
    'The app signed in, but no admin has consented to any permission of it.':
      'سجّل التطبيق الدخول، لكن لم يوافق أي مسؤول على أي إذن له.',
  },
  namedInCheck: {
    'A page in': 'صفحة في {name}',
    'ServiceNow at': 'ServiceNow على {name}',
  },
  foundInCheck: {
    space:
      '{count, plural, zero {لا مساحات} one {مساحة واحدة} two {مساحتان} few {# مساحات} many {# مساحة} other {# مساحة}}',
    'knowledge base':
      '{count, plural, zero {لا قواعد معرفة} one {قاعدة معرفة واحدة} two {قاعدتا معرفة} few {# قواعد معرفة} many {# قاعدة معرفة} other {# قاعدة معرفة}}',
    table:
      '{count, plural, zero {لا جداول} one {جدول واحد} two {جدولان} few {# جداول} many {# جدولًا} other {# جدول}}',
    site: '{count, plural, zero {لا مواقع} one {موقع واحد} two {موقعان} few {# مواقع} many {# موقعًا} other {# موقع}}',
    'document library':
      '{count, plural, zero {لا مكتبات مستندات} one {مكتبة مستندات واحدة} two {مكتبتا مستندات} few {# مكتبات مستندات} many {# مكتبة مستندات} other {# مكتبة مستندات}}',
  },
  triedInCheck: {
    found: '«{query}» يجد {count} خلال {time}',
    foundMore: '«{query}» يجد {count} أو أكثر خلال {time}',
    nothing: 'البحث يعمل، لكن «{query}» لا يجد شيئًا',
  },
} as const satisfies Translated<typeof enCheckDetails>;
