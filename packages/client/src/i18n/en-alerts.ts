/** What people are told by mail, and what several sources have in common. */
export const enAlerts = {
  alerts: {
    title: 'Alerts by mail',
    text: 'What we write to {email} about the data sources of this organization. What comes together is one mail.',
    mail: 'Send me mails',
    when: 'When',
    kinds: {
      failed: 'A sync failed',
      access_lost: 'Access was lost',
      held: 'A sync waits for somebody',
      silent: 'No word from a source',
      expiring: 'Credentials expire soon',
      repaired: 'It works again after a failed sync or lost access',
    },
    quiet: 'Quiet hours',
    quietHelp: 'Nothing is sent meanwhile. When they end, it comes as one mail.',
    from: 'From',
    to: 'Until',
    timeZone: 'Time zone',
    sameTimes: 'Choose two different times.',
    save: 'Save',
    saved: 'Your alerts are saved.',
    commonCause: '{count, plural, one {# source has} other {# sources have}} one cause:',
    toldAbove: 'The note above says why.',
  },
} as const;
