import type { enAssistants } from './en-assistants.ts';
import type { Translated } from './texts.ts';

export const deAssistants = {
  assistants: {
    title: 'Assistenten und Schlüssel',
    text: 'Lassen Sie ChatGPT, Claude, Copilot oder ein eigenes Programm lesen, was synchronisiert wurde. Jedes findet nur, was seine Person in der Quelle lesen darf.',
    open: 'Assistenten und Schlüssel',
    back: 'Einstellungen',
    connectTitle: 'Einen Assistenten verbinden',
    connectText:
      'Geben Sie Ihrem Assistenten diese Adresse. Er schickt Sie hierher, damit Sie sich anmelden und zustimmen, und liest danach Dokumente so, wie Sie es könnten.',
    address: 'Adresse für Assistenten',
    copyAddress: 'Adresse kopieren',
    copyFor: 'Kopieren, was {name} braucht',
    copied: 'Kopiert.',
    copyFailed: 'Das Kopieren ist nicht gelungen. Markieren und kopieren Sie es von Hand.',
    steps: {
      claude_code: {
        name: 'Claude Code',
        how: 'Führen Sie dies aus, geben Sie dann /mcp ein, und wählen Sie „Authenticate“.',
      },
      codex: { name: 'Codex', how: 'Führen Sie diese beiden aus.' },
      vscode: {
        name: 'VS Code',
        how: 'Schreiben Sie dies in .vscode/mcp.json, und drücken Sie „Start“.',
      },
      claude: {
        name: 'Claude (Web, Desktop, mobil)',
        how: 'Settings → Connectors → Add custom connector, dann die Adresse einfügen.',
      },
      chatgpt: {
        name: 'ChatGPT',
        how: 'Settings → Apps → Advanced → Developer mode, dann Create, und die Adresse einfügen.',
      },
      copilot: {
        name: 'Copilot Studio',
        how: 'Tools → Add a tool → Model Context Protocol, dann die Adresse einfügen und OAuth 2.0 mit Dynamic Discovery wählen.',
      },
      cursor: { name: 'Cursor', how: 'Schreiben Sie dies in .cursor/mcp.json.' },
    },
    publicNote:
      'Claude im Web, auf dem Desktop und auf dem Telefon, ChatGPT und Copilot Studio greifen von den Servern ihrer Hersteller aus zu: Die Adresse muss aus dem Internet über https erreichbar sein. Claude Code, Codex, VS Code und Cursor greifen von Ihrem Rechner aus zu.',
    list: 'Verbundene Assistenten',
    listText:
      'Ein Assistent liest als die Person, die ihn verbunden hat. Wird sein Zugang beendet, gilt das ab dem nächsten Aufruf.',
    none: 'Noch ist kein Assistent verbunden.',
    comesBackTo: 'Meldet sich über {host} an',
    of: 'von {name}',
    connected: '{when} verbunden',
    lastUsed: 'zuletzt {when} benutzt',
    neverUsed: 'nie benutzt',
    end: 'Beenden',
    endOf: 'Zugang von {name} beenden',
    endTitle: 'Zugang von {name} beenden?',
    endText: 'Der nächste Aufruf wird abgewiesen. Der Assistent kann wieder verbunden werden.',
    ended: '{name} hat keinen Zugang mehr.',
  },
  consent: {
    title: 'Darf {client} Ihre Dokumente lesen?',
    vouched: '{host} sagt, dass dies sein Assistent ist.',
    unvouched: 'Diesen Namen hat er sich selbst gegeben; niemand bürgt dafür.',
    goesTo: 'Die Antwort geht an',
    mayRead: 'Er darf',
    scopes: {
      'documents:read':
        'Die Dokumente durchsuchen und lesen, die Sie lesen dürfen, und sehen, welche Quellen verbunden sind',
      'sources:read':
        'Datenquellen, ihre Einstellungen und den Verlauf ihrer Synchronisierungen sehen',
      'sources:write': 'Datenquellen ändern, synchronisieren und entfernen',
    },
    organization: 'In',
    thisMachine:
      'Die Antwort geht an ein Programm auf Ihrem eigenen Rechner, und jedes Programm dort kann jeden Namen nennen. Fahren Sie nur fort, wenn Sie dies gerade selbst begonnen haben.',
    asYou:
      'Er liest von da an als {name}, bis Sie das in den Einstellungen unter „Assistenten und Schlüssel“ beenden.',
    allow: 'Erlauben',
    refuse: 'Ablehnen',
    goneTitle: 'Hier gibt es nichts zu erlauben',
    goneText:
      'Der Assistent hat nicht so lange gewartet, oder es wurde in einem anderen Browser begonnen. Verbinden Sie ihn von dort aus noch einmal.',
  },
  keys: {
    title: 'Schlüssel für Programme',
    text: 'Für Skripte und Dienste, als Authorization: Bearer. Ein Schlüssel wird nur einmal gezeigt.',
    none: 'Noch gibt es keine Schlüssel.',
    make: 'Schlüssel erstellen',
    makeTitle: 'Schlüssel erstellen',
    makeText:
      'Der Schlüssel wird nur einmal gezeigt. Wer ihn hat, kann tun, was Sie hier auswählen.',
    name: 'Name',
    nameHelp: 'Wofür er ist, damit Sie ihn wiedererkennen.',
    nameMissing: 'Geben Sie ihm einen Namen mit höchstens 100 Zeichen.',
    kind: 'Wessen Rechte',
    kinds: { personal: 'Meine', organization: 'Die der Organisation' },
    kindHelp: {
      personal:
        'Findet, was Sie in den Quellen lesen dürfen. Gilt nicht mehr, wenn Sie die Organisation verlassen.',
      organization:
        'Gehört keiner bestimmten Person: findet nur, was in den Quellen öffentlich ist, und bleibt, wenn Personen gehen.',
    },
    ofKind: { personal: 'persönlich', organization: 'der Organisation' },
    may: {
      'documents:read': 'liest Dokumente',
      'sources:read': 'sieht Datenquellen',
      'sources:write': 'ändert Datenquellen',
    },
    scopesLabel: 'Was er darf',
    scopesMissing: 'Wählen Sie mindestens eins aus.',
    days: 'Läuft ab nach',
    dayChoices: { '7': '7 Tagen', '30': '30 Tagen', '90': '90 Tagen', '366': 'einem Jahr' },
    connections: 'Quellen, die er als Ganzes liest',
    connectionsHelp: 'Ohne eine findet er nur, was öffentlich ist.',
    aloud:
      'Wer diesen Schlüssel hat, liest jedes Dokument aus {names}, auch solche, die in der Quelle nur wenige Personen lesen dürfen.',
    done: 'Fertig',
    once: 'Nur dieses eine Mal wird der Schlüssel gezeigt. Bewahren Sie ihn dort auf, wo Geheimnisse aufbewahrt werden.',
    key: 'Der Schlüssel',
    copy: 'Schlüssel kopieren',
    ends: 'läuft {when} ab',
    hasEnded: '{when} abgelaufen',
    lastUsed: 'zuletzt {when} benutzt',
    neverUsed: 'nie benutzt',
    readsAll:
      '{count, plural, one {liest eine Quelle als Ganzes} other {liest # Quellen als Ganzes}}',
    of: 'von {name}',
    end: 'Widerrufen',
    endOf: 'Schlüssel {name} widerrufen',
    endTitle: 'Schlüssel „{name}“ widerrufen?',
    endText: 'Programme, die ihn benutzen, werden ab ihrer nächsten Anfrage abgewiesen.',
    ended: 'Der Schlüssel „{name}“ gilt nicht mehr.',
  },
} as const satisfies Translated<typeof enAssistants>;
