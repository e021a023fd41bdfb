/** What people are told by mail, and what several sources have in common. */
export const enAlerts = {
  alerts: {
    title: 'Alerts by mail',
    text: 'What we write to {email} about the data sources of this organization. Several at once come as one mail.',
    mail: 'Send me mails',
    when: 'When',
    kinds: {
      failed: 'A sync failed',
      access_lost: 'Access was lost',
      held: 'A sync waits for a decision',
      silent: 'No word from a source',
      expiring: 'Credentials expire soon',
      repaired: 'It works again after a failed sync or lost access',
    },
    quiet: 'Quiet hours',
    quietHelp: 'Nothing is sent during them. What they held back comes as one mail when they end.',
    from: 'From',
    to: 'Until',
    timeZone: 'Time zone',
    sameTimes: 'Choose two different times.',
    save: 'Save',
    saved: 'Your alerts are saved.',
    commonCause:
      '{count, plural, one {# source fails} other {# sources fail}} for the same reason:',
    toldAbove: 'The note above says why.',
  },
} as const;
