/** Where programs are told of changes. */
export const enChangeWebhook = {
  changeWebhook: {
    topics: {
      documents: {
        title: 'Changes by webhook',
        text: 'For programs that keep a copy of your documents: we post to this address when a sync or a reading of permissions changed something. The message says only that, and is signed.',
      },
      alerts: {
        title: 'Alerts by webhook',
        text: 'For programs that tell your people, such as a chat or an on-call service: we post to this address when a data source needs somebody; you choose when. The message names the data sources and is signed.',
      },
    },
    toldOf: 'When it is told',
    toldOfNothing: 'Choose at least one, or switch the program off.',
    address: 'Address of the program',
    placeholder: 'https://program.example/hook',
    invalid: 'Enter an https address without a password, such as https://program.example/hook.',
    add: 'Add',
    states: {
      on: 'On',
      off: 'Off',
      failing: 'Not taken',
    },
    delivered: 'Last taken {when}',
    neverDelivered: 'Nothing was to be told yet.',
    offReasons: {
      switched_off: 'Switched off.',
      failed: 'Switched off: the program took nothing for five days.',
      gone: 'Switched off: the program answered that it is gone (410).',
    },
    reasons: {
      refused:
        '{status, select, none {The program answered with an error.} other {The program answered with {status}.}}',
      gone: 'The program answered that it is gone (410).',
      not_allowed:
        'This address is inside a network, or the secret cannot be read any more. Ask your operator (CHANGE_WEBHOOK_HOSTS), or make a new secret.',
      not_reached: 'The program could not be reached.',
      late: 'The program did not answer within 15 seconds.',
    },
    failedTimes:
      '{count, plural, one {Failed once, {when}.} other {Failed # times in a row, first {when}.}}',
    nextAttempt: 'Next attempt {when}.',
    test: 'Send a test',
    taken: 'The program took the test ({status}).',
    switchOff: 'Switch off',
    switchOn: 'Switch on',
    rotate: 'New secret',
    remove: 'Remove',
    removeTitle: 'Tell this program no more?',
    removeText: 'Its address and its secret are forgotten.',
    removed: 'The program is not told of changes any more.',
    secretTitle: 'The secret of the signatures',
    secretOnce:
      'Copy it now: it is not shown again. The program needs it to tell our messages from others (Standard Webhooks).',
    secretBeside: 'The old secret signs beside this one for 24 hours.',
    secret: 'Secret',
    copySecret: 'Copy the secret',
    done: 'Done',
  },
} as const;
