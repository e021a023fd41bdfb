/** Assistants, the question that each of them asks, and keys for programs. */
export const enAssistants = {
  assistants: {
    title: 'Assistants and keys',
    text: 'Let ChatGPT, Claude, Copilot or a program of yours read what was synced. Each finds only what its person may read at the source.',
    open: 'Assistants and keys',
    back: 'Settings',
    connectTitle: 'Connect an assistant',
    connectText:
      'Give your assistant this address. It sends you here to sign in and to say yes, and then reads documents as you would.',
    address: 'Address for assistants',
    copyAddress: 'Copy the address',
    copyFor: 'Copy what {name} needs',
    copied: 'Copied.',
    copyFailed: 'It could not be copied. Select it and copy it by hand.',
    steps: {
      claude_code: {
        name: 'Claude Code',
        how: 'Run this, then type /mcp and choose “Authenticate”.',
      },
      codex: { name: 'Codex', how: 'Run these two.' },
      vscode: { name: 'VS Code', how: 'Put this into .vscode/mcp.json and press “Start”.' },
      claude: {
        name: 'Claude (web, desktop, mobile)',
        how: 'Settings → Connectors → Add custom connector, then paste the address.',
      },
      chatgpt: {
        name: 'ChatGPT',
        how: 'Settings → Apps → Advanced → Developer mode, then Create, and paste the address.',
      },
      copilot: {
        name: 'Copilot Studio',
        how: 'Tools → Add a tool → Model Context Protocol, then paste the address and choose OAuth 2.0 with dynamic discovery.',
      },
      cursor: { name: 'Cursor', how: 'Put this into .cursor/mcp.json.' },
    },
    publicNote:
      'Claude on the web, on desktops and on phones, ChatGPT and Copilot Studio call from their makers’ servers: the address must be reachable from the internet, over https. Claude Code, Codex, VS Code and Cursor call from your machine.',
    list: 'Connected assistants',
    listText:
      'They read as the person who connected them. Ending one takes effect at its next call.',
    none: 'No assistant is connected yet.',
    comesBackTo: 'Signs in through {host}',
    of: 'for {name}',
    connected: 'connected {when}',
    lastUsed: 'last used {when}',
    neverUsed: 'never used',
    end: 'End',
    endOf: 'End the access of {name}',
    endTitle: 'End the access of {name}?',
    endText: 'Its next call is refused. It can be connected again.',
    ended: '{name} has no access any more.',
  },
  consent: {
    title: 'Let {client} read your documents?',
    vouched: '{host} says that this is its assistant.',
    unvouched: 'It chose this name itself; nobody vouches for it.',
    goesTo: 'The answer goes to',
    mayRead: 'It may',
    scopes: {
      'documents:read':
        'Search and read the documents that you may read, and see which sources are connected',
      'sources:read': 'See data sources, their settings and how their syncs went',
      'sources:write': 'Change, sync and remove data sources',
    },
    organization: 'In',
    thisMachine:
      'The answer goes to a program on your own machine, and any program there can say any name. Go on only if you have just started this yourself.',
    asYou:
      'It reads as {name}, from then on, until you end it in the settings under “Assistants and keys”.',
    allow: 'Allow',
    refuse: 'Refuse',
    goneTitle: 'There is nothing to allow here',
    goneText:
      'The assistant did not wait so long, or it was begun in another browser. Connect it once more from there.',
  },
  keys: {
    title: 'Keys for programs',
    text: 'For scripts and services, which send it as “Authorization: Bearer …”. A key is shown only once.',
    none: 'There are no keys yet.',
    make: 'Make a key',
    makeTitle: 'Make a key',
    makeText: 'The key is shown once. Whoever has it can do what you choose here.',
    name: 'Name',
    nameHelp: 'What it is for, so that you know it again.',
    nameMissing: 'Give it a name of at most 100 characters.',
    kind: 'Whose eyes',
    kinds: { personal: 'Mine', organization: 'The organization’s' },
    kindHelp: {
      personal: 'Finds what you may read at the sources. Ends when you leave the organization.',
      organization:
        'Is nobody in particular: finds only what is public at the sources, and stays when people leave.',
    },
    ofKind: { personal: 'personal', organization: 'of the organization' },
    /** In a list of keys; what each is in full, the question of an assistant says. */
    may: {
      'documents:read': 'reads documents',
      'sources:read': 'sees data sources',
      'sources:write': 'changes data sources',
    },
    scopesLabel: 'What it may do',
    scopesMissing: 'Choose at least one.',
    days: 'Ends after',
    dayChoices: { '7': '7 days', '30': '30 days', '90': '90 days', '366': 'a year' },
    connections: 'Sources that it reads as a whole',
    connectionsHelp: 'Without any it finds only what is public.',
    aloud:
      'Whoever has this key reads every document of {names}, also those that only a few people may read at the source.',
    done: 'Done',
    once: 'This is the only time that the key is shown. Keep it where secrets are kept.',
    key: 'The key',
    copy: 'Copy the key',
    ends: 'ends {when}',
    hasEnded: 'ended {when}',
    lastUsed: 'last used {when}',
    neverUsed: 'never used',
    readsAll:
      '{count, plural, one {reads one source as a whole} other {reads # sources as a whole}}',
    of: 'made by {name}',
    end: 'End',
    endOf: 'End the key {name}',
    endTitle: 'End the key “{name}”?',
    endText: 'Programs that use it are refused from their next request on.',
    ended: 'The key “{name}” works no more.',
  },
} as const;
