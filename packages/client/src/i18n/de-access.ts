import { deAccessReasons } from './de-access-reasons.ts';
import type { enAccess } from './en-access.ts';
import type { Translated } from './texts.ts';

export const deAccess = {
  access: {
    ...deAccessReasons,
    title: 'Wer die Dokumente findet',
    modes: { source: 'Wie in der Quelle', everyone: 'Alle in der Organisation' },
    nobody: 'Noch niemand',
    modeText: {
      source: 'Jede Person findet, was sie in der Quelle öffnen könnte, und sonst nichts.',
      everyone:
        'Jedes Mitglied findet jedes Dokument dieser Verbindung, auch was in der Quelle nicht alle öffnen dürfen. Das hat ein Eigentümer so gewählt.',
    },
    open: 'Für alle freigeben…',
    openTitle: 'Alles aus {name} allen zeigen?',
    openText:
      '{count, plural, one {{documents} ist} other {{documents} sind}} in der Quelle eingeschränkt. Jedes Mitglied der Organisation kann sofort alles davon finden und lesen.',
    openNone:
      'Die Quelle schränkt derzeit keines ihrer Dokumente ein. Was sie später einschränkt, wird ebenfalls gezeigt.',
    openUnknown:
      'Die Berechtigungen wurden noch nicht eingelesen. Daher lässt sich nicht sagen, wie viele der Dokumente eingeschränkt sind. Jedes Mitglied der Organisation wird alle finden.',
    openStays:
      'Die Entscheidung wird im Aktivitätsprotokoll festgehalten. Sie können sie jederzeit zurücknehmen.',
    openConfirm: 'Allen zeigen',
    close: 'Zurück zu den Berechtigungen der Quelle',
    opened: 'Alle finden jetzt die Dokumente aus {name}.',
    closed: 'Die Dokumente aus {name} werden wieder wie in der Quelle gefunden.',
    ownersOnly: 'Das kann nur ein Eigentümer ändern.',
    asOf: 'Stand der Berechtigungen: {time}',
    goesStale:
      'In {duration} ({time}) ist der bekannte Stand zu alt, um sich darauf zu verlassen. Von da an findet niemand eingeschränkte Dokumente, bis sie erneut eingelesen sind.',
    isStale:
      'Der bekannte Stand ({time}) ist zu alt, um sich darauf zu verlassen. Niemand findet eingeschränkte Dokumente, bis sie erneut eingelesen sind.',
    check: 'Berechtigungen jetzt einlesen',
    checking: 'Berechtigungen werden eingelesen',
    stop: 'Anhalten',
    progress: 'Einlesen der Berechtigungen von {name}',
    soFar: '{done, number} angesehen',
    ofTotal: '{done, number} von {total, number} angesehen',
    waiting: 'Die Quelle hat um eine Pause gebeten; weiter ab {time}.',
    lastFailed: 'Das letzte Einlesen ist fehlgeschlagen',
    lastCancelled: 'Das letzte Einlesen wurde angehalten; was eingelesen war, gilt.',
    nextTry: 'Nächster Versuch: {time}',
    next: 'nächstes\u00a0Mal:\u00a0{time}',
    nextSoon: 'gleich wieder',
    often: 'Einlesen',
    every: {
      5: 'Alle 5 Minuten',
      15: 'Alle 15 Minuten',
      30: 'Alle 30 Minuten',
      60: 'Jede Stunde',
      240: 'Alle 4 Stunden',
      720: 'Zweimal am Tag',
      1440: 'Einmal am Tag',
    },
    everyOther: '{minutes, plural, one {Jede Minute} other {Alle # Minuten}}',
    saved: 'Gespeichert.',
    counts: {
      label: 'Wer wie viele Dokumente findet',
      labelAtSource: 'Wer wie viele Dokumente in der Quelle öffnen darf',
      public: 'alle',
      members_of_source: 'alle mit einem Konto dort',
      rule: 'bestimmte Personen oder Gruppen',
      nobody: 'niemand',
    },
    people:
      'Die Quelle nennt {people, plural, one {# Person} other {# Personen}} und {groups, plural, one {# Gruppe} other {# Gruppen}}.',
    peopleIncomplete:
      'Die Personen wurden nicht bis zum Ende eingelesen; wer vorher bekannt war, bleibt bekannt.',
    documentsIncomplete:
      'Nicht alle Dokumente wurden angesehen; für die übrigen gilt der bisherige Stand, bis er zu alt ist.',
    hiddenTitle: 'Warum manche Dokumente niemand findet',
    findingsTitle: 'Was beim Einlesen auffiel',
    notSupported:
      'Dieser Konnektor kann nicht einlesen, wer was lesen darf. Seine Dokumente werden erst gefunden, wenn ein Eigentümer sie für alle freigibt.',
  },
  documentAccess: {
    title: 'Wer das lesen darf',
    loading: 'Der Konnektor wird gefragt',
    kinds: {
      nobody: 'Niemand.',
      rule: 'Wer in jeder dieser Bedingungen genannt ist:',
      ruleOne: 'Wer hier genannt ist:',
      members_of_source: 'Alle mit einem aktiven Konto in der Quelle.',
      public: 'Alle in Ihrer Organisation.',
      everyone:
        'Alle in Ihrer Organisation: Ein Eigentümer hat diese Verbindung für alle freigegeben.',
    },
    layer: 'Bedingung {number, number}',
    layerMet: 'erfüllt, durch {name}',
    layerNotMet: 'nicht erfüllt',
    more: 'und {count, number} weitere',
    denied: 'Aber niemand von diesen:',
    deniedUnknown:
      'Außerdem sind Personen ausgeschlossen, die nicht eingelesen werden konnten. Daher darf niemand lesen.',
    asOf: 'Stand der Berechtigungen: {time}',
    neverRead: 'Die Personen der Quelle wurden noch nicht eingelesen. Daher darf niemand lesen.',
    isStale: 'Der bekannte Stand ist zu alt, um noch zu gelten. Daher darf niemand lesen.',
    ask: 'Darf eine andere Person das lesen?',
    choose: 'Mitglied wählen',
    mayRead: '{name} darf es lesen.',
    mayNotRead: '{name} darf es nicht lesen.',
    because: {
      none: 'In der Quelle ist die Person nicht bekannt.',
      ambiguous:
        'Mehrere Konten in der Quelle haben die Adresse der Person. Daher zählt keines davon.',
      account: 'Dort bekannt als {account}.',
    },
    goneAsk:
      'Nicht jedes Dokument ist für alle da. Als Eigentümer können Sie fragen, wer dieses lesen darf.',
    goneAskButton: 'Nach diesem Dokument fragen',
  },
} as const satisfies Translated<typeof enAccess>;
