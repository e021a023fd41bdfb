/** Schedules and their pauses. */
export const enSchedule = {
  schedule: {
    title: 'When to sync',
    choices: {
      manual: { label: 'Only when asked', help: 'By “Sync now”.' },
      hourly: { label: 'Every hour', help: 'At the full hour.' },
      every_hours: { label: 'Every few hours', help: 'Counted from the last start.' },
      daily: { label: 'Every day', help: 'At a time you choose.' },
      cron: { label: 'Cron', help: 'For experts: weekdays, single days and more.' },
    },
    fields: { hours: 'Hours between', time: 'Time', timeZone: 'Time zone', expression: 'Cron' },
    help: {
      expression: 'Five parts: minute, hour, day, month, weekday.',
    },
    errors: {
      hours: 'Enter a whole number from 1 to {max, number}.',
      time: 'Enter a time, like 06:30.',
      unknown_time_zone: 'This time zone is not known.',
      unreadable: 'This cannot be read as cron. Five parts are needed, like 0 6 * * 1-5.',
      never: 'This never comes.',
      too_often: 'At most every 15 minutes.',
    },
    preview: 'Next sync: {moment}',
    previewElsewhere: 'Next sync: {moment} your time',
    previewManual: 'No sync starts by itself.',
    previewPaused: 'Paused: nothing starts until somebody resumes it.',
    words: {
      manual: 'Only when asked',
      hourly: 'Every hour',
      everyHours: '{hours, plural, one {Every # hour} other {Every # hours}}',
      daily: 'Every day at {time} ({zone})',
      cron: 'Cron {expression} ({zone})',
    },
  },
  pause: {
    pause: 'Pause schedule',
    resume: 'Resume',
    done: '{name}: no sync starts by itself until somebody resumes it',
    resumed: '{name}: scheduled syncs start again',
    somebody: 'somebody',
    byUser: 'Paused by {name} since {since}. No sync starts by itself.',
    byFailures:
      '{count, plural, one {# sync} other {# syncs}} in a row failed, so the schedule is paused since {since}. Sync by hand or resume once the cause is gone.',
  },
} as const;
