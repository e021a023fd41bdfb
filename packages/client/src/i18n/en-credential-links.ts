/** Asking somebody without an account for the credentials of a connection, and what they see. */
export const enCredentialLinks = {
  askSomebody: {
    title: 'Somebody else has the credentials?',
    text: 'Ask them by a link: they enter the secret without an account, and you never see it.',
    how: 'Whoever has the link can enter the credentials of this connection, for this address only, and read nothing. Send it to nobody else.',
    ask: 'Ask somebody else',
    show: 'Manage the link',
    make: 'Make a link',
    makeAnother: 'Make a new link',
    another: 'For safety an open link is not shown again. A new one ends it.',
    once: 'Copy the link now: it is shown only this once.',
    link: 'Link to send',
    days: 'Good for',
    dayCount: '{count, plural, one {# day} other {# days}}',
    revoke: 'Revoke the link',
    made: 'Link made by {name}: {when}.',
    notOpened: 'Not opened yet.',
    opened: 'Opened: {when}.',
    expires: 'Expires: {when}.',
    ends: {
      used: 'The link was used, and access is proven.',
      expired: 'The last link expired.',
      revoked: 'The last link was revoked.',
      superseded: 'The last link was replaced.',
      address_changed: 'The last link ended, since the address was changed.',
      maker_gone: 'The last link ended, since whoever made it may not configure this any more.',
    },
  },
  enterCredentials: {
    title: '{organization} asks for credentials',
    text: '{name} of {organization} asks you to enter the credentials of a data source, so that the organization’s assistant may read it.',
    sealed:
      'They are sealed in this browser for the connector that reads the source. Neither this app nor {name} can read them.',
    expires: 'The link is good until {when}, or until access is proven.',
    goesTo: 'Where the credentials go',
    source: 'Data source',
    send: 'Seal and send',
    sendPlain: 'Send',
    notAccepted: 'The credentials were not accepted',
    tryAgain: 'You can try again.',
    usedTitle: 'Access is proven',
    usedText:
      'Thank you. The connector holds the credentials now, and the link is used up. You can close this page.',
    goneTitle: 'This link leads nowhere',
    goneText:
      'Open the link again as it was sent to you. If that does not help, ask whoever sent it for a new one.',
  },
} as const;
