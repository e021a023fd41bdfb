import type { enSchedule } from './en-schedule.ts';
import type { Translated } from './texts.ts';

export const arSchedule = {
  schedule: {
    title: 'موعد المزامنة',
    choices: {
      manual: { label: 'عند الطلب فقط', help: 'بالزر «مزامنة الآن».' },
      hourly: { label: 'كل ساعة', help: 'عند تمام الساعة.' },
      every_hours: { label: 'كل بضع ساعات', help: 'تُحسب من آخر بدء.' },
      daily: { label: 'كل يوم', help: 'في وقت تختاره.' },
      cron: { label: 'Cron', help: 'للخبراء: أيام الأسبوع وأيام بعينها وغير ذلك.' },
    },
    fields: {
      hours: 'الساعات بين المزامنات',
      time: 'الوقت',
      timeZone: 'المنطقة الزمنية',
      expression: 'Cron',
    },
    help: { expression: 'خمسة أجزاء: الدقيقة والساعة واليوم والشهر ويوم الأسبوع.' },
    errors: {
      hours: 'أدخل عددًا صحيحًا من 1 إلى {max, number}.',
      time: 'أدخل وقتًا مثل 06:30.',
      unknown_time_zone: 'هذه المنطقة الزمنية غير معروفة.',
      unreadable: 'لا يمكن قراءة هذا بصيغة cron. يلزم خمسة أجزاء، مثل \u20660 6 * * 1-5\u2069.',
      never: 'هذا لا يأتي أبدًا.',
      too_often: 'مرة كل 15 دقيقة على الأكثر.',
    },
    preview: 'المزامنة التالية: {moment}',
    previewElsewhere: 'المزامنة التالية: {moment} بتوقيتك',
    previewManual: 'لا تبدأ أي مزامنة من تلقاء نفسها.',
    previewPaused: 'متوقف مؤقتًا: لا يبدأ شيء حتى يستأنفه أحد.',
    words: {
      manual: 'عند الطلب فقط',
      hourly: 'كل ساعة',
      everyHours:
        '{hours, plural, zero {كل # ساعة} one {كل ساعة} two {كل ساعتين} few {كل # ساعات} many {كل # ساعة} other {كل # ساعة}}',
      daily: 'يوميًا {time} ({zone})',
      cron: 'Cron {expression} ({zone})',
    },
  },
  pause: {
    pause: 'إيقاف الجدول مؤقتًا',
    resume: 'استئناف',
    done: '{name}: لا تبدأ أي مزامنة من تلقاء نفسها حتى يستأنفها أحد',
    resumed: '{name}: عادت المزامنات المجدولة',
    somebody: 'شخص ما',
    byUser: 'أوقفه مؤقتًا {name} منذ {since}. لا تبدأ أي مزامنة من تلقاء نفسها.',
    byFailures:
      '{count, plural, zero {لم تفشل أي مزامنة} one {فشلت مزامنة واحدة} two {فشلت مزامنتان على التوالي} few {فشلت # مزامنات على التوالي} many {فشلت # مزامنة على التوالي} other {فشلت # مزامنة على التوالي}}، لذلك أُوقف الجدول مؤقتًا منذ {since}. زامن يدويًا أو استأنف بعد زوال السبب.',
  },
} as const satisfies Translated<typeof enSchedule>;
