/** Who is who at the sources, and the domains of the organization. */
export const enPeople = {
  people: {
    known:
      '{known, number} of {all, plural, one {# person is} other {# people are}} known at {source}',
    notRead: 'The people of {source} have not been read yet',
    summaryTitle: 'Known at your sources',
    summaryText:
      'People find documents as the account that they have at the source. Whoever is not known there finds only what is for everyone.',
    noSources: 'No source that knows people is connected yet.',
    unavailable: 'How members are known at the sources cannot be shown right now.',
    atSources: '{name} at the sources',
    evidence: {
      address: 'by their address',
      looked_up: 'looked up by their address',
      assigned: 'assigned by an owner',
    },
    account: '{account}, {evidence}',
    ambiguous: '{count, plural, one {# account has} other {# accounts have}} their address',
    kinds: {
      none: 'Not known',
      ambiguous: 'Several accounts have their address',
      not_proved: 'Address not confirmed',
      single_sign_on_only: 'Counts with single sign-on only',
    },
    means: {
      none: 'No active account there has this address. They find only what is for everyone.',
      ambiguous:
        'The address belongs to several active accounts there, so none of them counts. They find only what is for everyone.',
      not_proved:
        'Nobody has shown yet that the address is theirs, so no account is looked for. They can confirm it on their account page.',
      single_sign_on_only:
        'Your organization proved this domain to be its own: addresses of it count for people who come from its identity provider.',
    },
    assign: 'Assign an account',
    change: 'Change',
    assignTitle: 'Which account at {source} is {name}’s?',
    assignText:
      'They will find what this account may read there. The choice is written to the activity log, and you can take it back.',
    search: 'Name or address at the source',
    searching: 'Searching…',
    noAccounts: 'No account fits.',
    inactive: 'not active: finds nothing',
    choose: 'Assign {account}',
    takeBack: 'Take the assignment back',
    assigned: '{name} has an account at {source} now.',
    takenBack: '{name} is known at {source} by their address again, if at all.',
    own: {
      title: 'How the sources know you',
      text: 'You find the documents that your account at the source may open, and what is for everyone.',
      none: 'You are not known there: no active account has your address. Ask an owner to assign one to you.',
      ambiguous: 'Several accounts there have your address, so none of them counts. Ask an owner.',
      not_proved: 'Confirm your address first',
      not_provedText:
        'Until you have shown that the address is yours, no account is looked for, and you find only what is for everyone.',
      single_sign_on_only: 'Sign in with your company account',
      single_sign_on_onlyText:
        'Your organization proved the domain of your address to be its own, so it counts only when its identity provider vouches for you.',
      noSources: 'No source that knows people is connected yet.',
    },
  },
  domains: {
    title: 'Your mail domains',
    text: 'Prove that a domain is yours, and addresses of it count only for people whom your identity provider vouches for. An account with a password and such an address finds only what is for everyone.',
    add: 'Add a domain',
    domain: 'Domain',
    placeholder: 'example.com',
    addButton: 'Add',
    record: 'TXT record of the domain',
    recordHelp:
      'Add this record to the DNS of the domain, then check it. It may take a while until it is seen.',
    copy: 'Copy the record',
    copied: 'Record copied',
    copyFailed: 'The record could not be copied. Select it and copy it by hand.',
    check: 'Check now',
    checkOf: 'Check {domain} now',
    remove: 'Remove',
    removeOf: 'Remove {domain}',
    removeTitle: 'Remove {domain}?',
    removeText:
      'Addresses of it count like all others again: for whoever confirmed theirs by mail.',
    states: {
      waiting: 'Not proved yet',
      proved: 'Proved {when}',
      lapsed: 'Record gone',
    },
    lapsedText:
      'Addresses of this domain count only where the provider says that it verified them.',
    absent: 'The record was not there {when}.',
    unanswered: 'The name servers gave no answer {when}.',
    none: 'None yet. Without one, an address counts for whoever confirmed it by mail.',
    invalid: 'Enter a domain such as example.com.',
    removed: '{domain} has been removed.',
  },
} as const;
