import { enAccessReasons } from './en-access-reasons.ts';

/** Who may find the documents of a connection, and how its permissions are read. */
export const enAccess = {
  access: {
    ...enAccessReasons,
    title: 'Who may find the documents',
    modes: { source: 'As at the source', everyone: 'Everyone in the organization' },
    nobody: 'Nobody yet',
    modeText: {
      source: 'Each person finds what they could open at the source, and nothing else.',
      everyone:
        'Every member finds every document of this connection, whatever the source says. An owner chose that.',
    },
    open: 'Open to everyone…',
    openTitle: 'Show everything of {name} to everyone?',
    openText:
      '{count, plural, one {{documents} is} other {{documents} are}} restricted at the source. Every member of the organization will find and read them at once.',
    openNone:
      'The source restricts none of its documents today. What it restricts later will be shown as well.',
    openUnknown:
      'Its permissions have not been read yet, so nobody can say how many of its documents are restricted. Every member of the organization will find all of them.',
    openStays: 'The choice is written to the activity log. You can take it back at any time.',
    openConfirm: 'Show to everyone',
    close: 'Back to the source’s permissions',
    opened: 'Everyone finds the documents of {name} now.',
    closed: 'The documents of {name} are found as at the source again.',
    ownersOnly: 'Only an owner may change this.',
    asOf: 'Permissions as of {time}',
    goesStale:
      'In {duration} ({time}) what is known is too old to be believed; from then on nobody finds restricted documents, until it is read again.',
    isStale:
      'What is known is of {time} and too old to be believed. Nobody finds restricted documents until it is read again.',
    check: 'Check access now',
    checking: 'Reading permissions',
    stop: 'Stop',
    progress: 'Reading of the permissions of {name}',
    soFar: '{done, number} looked at',
    ofTotal: '{done, number} of {total, number} looked at',
    waiting: 'The source asked us to wait; going on at {time}.',
    lastFailed: 'The last reading failed',
    lastCancelled: 'The last reading was stopped; what it had read counts.',
    nextTry: 'Next try: {time}',
    next: 'next: {time}',
    nextSoon: 'next in a moment',
    often: 'Read permissions',
    every: {
      5: 'Every 5 minutes',
      15: 'Every 15 minutes',
      30: 'Every 30 minutes',
      60: 'Every hour',
      240: 'Every 4 hours',
      720: 'Twice a day',
      1440: 'Once a day',
    },
    everyOther: '{minutes, plural, one {Every # minute} other {Every # minutes}}',
    saved: 'Saved.',
    counts: {
      label: 'Documents by who may find them',
      labelAtSource: 'Documents by who may open them at the source',
      public: 'everyone',
      members_of_source: 'everyone with an account there',
      rule: 'some people or groups',
      nobody: 'nobody',
    },
    people:
      'The source names {people, plural, one {# person} other {# people}} and {groups, plural, one {# group} other {# groups}}.',
    peopleIncomplete: 'The people were not read to the end; who was known before is still known.',
    documentsIncomplete:
      'Not all documents were looked at; the others stay as they were until they are too old.',
    hiddenTitle: 'Why nobody may find some',
    findingsTitle: 'Found while reading',
    notSupported:
      'This connector cannot read who may read what. Its documents are found only once an owner opens them to everyone.',
  },
  documentAccess: {
    title: 'Who may read this',
    loading: 'Asking the connector',
    kinds: {
      nobody: 'Nobody.',
      rule: 'Whoever is named in each of these:',
      ruleOne: 'Whoever is named here:',
      members_of_source: 'Everybody with an active account at the source.',
      public: 'Everybody in your organization.',
      everyone: 'Everybody in your organization: an owner opened this connection to everyone.',
    },
    layer: 'Condition {number, number}',
    layerMet: 'met, through {name}',
    layerNotMet: 'not met',
    more: 'and {count, number} more',
    denied: 'But nobody of these:',
    deniedUnknown: 'And there are people shut out who could not be read, so nobody is let in.',
    asOf: 'Permissions as of {time}',
    neverRead: 'The people of the source have not been read yet, so nobody is let in.',
    isStale: 'What is known is too old to be believed, so nobody is let in by it.',
    ask: 'Can somebody else read it?',
    choose: 'Choose a member',
    mayRead: '{name} may read it.',
    mayNotRead: '{name} may not read it.',
    because: {
      none: 'They are not known at the source.',
      ambiguous: 'Several accounts at the source have their address, so none of them counts.',
      account: 'Known there as {account}.',
    },
    goneAsk: 'Not every document is for everybody. As an owner you can ask who may read this one.',
    goneAskButton: 'Ask about this document',
  },
} as const;
