import type { SearchCase } from './search-cases.ts';

/** The same for scripts other than Latin, and for those that put no blanks between words. */
export const SCRIPT_CASES: SearchCase[] = [
  {
    kind: 'Chinese',
    document: { body: '员工请假流程说明' },
    finds: ['请假', '请假流程', '员工', '请', '明', '员工请假流程说明'],
    misses: ['假请', '出差'],
  },
  {
    kind: 'Chinese beside Latin',
    document: { body: '使用Redis缓存的API接口v2，员工 请假' },
    finds: ['接口v2', 'API接口v2', 'Redis缓存', 'redis', '"员工 请假"', '"接口v2"', '"API接口'],
    misses: ['接口v3', '"请假 员工"', '"使用 缓存"'],
  },
  {
    kind: 'Japanese',
    document: { body: '有給休暇の申請方法について' },
    finds: ['休暇', '申請', '有給休暇', 'について'],
  },
  { kind: 'Japanese', document: { body: 'ﾃﾞｰﾀﾍﾞｰｽの設定' }, finds: ['データベース', '設定'] },
  {
    kind: 'Thai',
    document: { body: 'ขั้นตอนการลาพักร้อนของพนักงาน' },
    finds: ['ลาพักร้อน', 'พนักงาน', 'พักร้', 'ขั้นต'],
  },
  {
    kind: 'Korean',
    document: { body: '직원 휴가를 신청하는 방법' },
    finds: ['휴가', '신청', '휴가를'],
  },
  {
    kind: 'Arabic',
    document: { body: 'الْمُوَظَّفُونَ في الشركة' },
    finds: ['الموظفون', 'موظفون', 'شركة', 'الشركة', 'شركه'],
  },
  { kind: 'Arabic', document: { body: 'طلب إجازة للموظف' }, finds: ['اجازة', 'الإجازة', 'موظف'] },
  {
    kind: 'digits of other scripts',
    document: { body: 'البند ١٢٣ لسنة ۲۰۲۴، ข้อ๔๕๖, धारा ६७' },
    finds: ['123', '2024', '456', 'ข้อ', '67', '١٢٣', '۱۲۳', '๒๐๒๔'],
    misses: ['124', '2023'],
  },
  {
    kind: 'Persian',
    document: { body: 'کتاب‌های فارسی و يادداشت' },
    finds: ['كتاب', 'کتاب', 'کتابهای', 'یادداشت', 'يادداشت'],
  },
  {
    kind: 'Hebrew',
    document: { body: 'הַמִּסְמָךְ של החברה' },
    finds: ['המסמך', 'מסמך', 'חברה', 'החברה'],
  },
  { kind: 'Hindi', document: { body: 'छुट्टी की नीति' }, finds: ['छुट्टी', 'छुट्', 'नीति'] },
  { kind: 'Russian', document: { body: 'Отпуск сотрудников' }, finds: ['отпуска', 'сотрудник'] },
  {
    kind: 'Greek',
    document: { body: 'Οδηγίες για τους υπαλλήλους' },
    finds: ['οδηγιες', 'ΟΔΗΓΊΕΣ'],
  },
  { kind: 'Turkish', document: { body: 'İzin ve ISPARTA' }, finds: ['izin', 'ısparta', 'isparta'] },
];
