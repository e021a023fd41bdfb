import type { enHistory } from './en-history.ts';
import type { Translated } from './texts.ts';

export const deHistory = {
  history: {
    title: 'Läufe',
    kind: 'Anzeigen',
    anyKind: 'Alle Läufe',
    kinds: {
      verification: 'Prüfungen',
      sync: 'Synchronisierungen',
      access: 'Einlesen der Berechtigungen',
    },
    kindNames: {
      verification: 'Prüfung',
      sync: 'Synchronisierung',
      access: 'Einlesen der Berechtigungen',
    },
    outcomes: {
      running: 'Läuft',
      succeeded: 'Erfolgreich',
      held: 'Zurückgehalten',
      failed: 'Fehlgeschlagen',
      cancelled: 'Abgebrochen',
      unknown: 'Ende nicht bekannt',
    },
    startedBy: {
      person: 'Begonnen von {name}',
      somebody: 'Von jemandem begonnen',
      key: 'Begonnen mit dem Schlüssel {name}',
      link: 'Begonnen mit einem Link von {name}',
      connector: 'Vom Konnektor selbst begonnen',
      schedule: 'Nach Zeitplan begonnen',
      system: 'Von der App begonnen',
      unknown: 'Wer ihn begonnen hat, wurde nicht festgehalten',
    },
    cancelledBy: 'Abgebrochen von {name}',
    cancelledByConnector: 'Vom Konnektor abgebrochen',
    givenUp: 'War aufgegeben ({time}); sein Ergebnis kam später und zählt',
    noEnd: 'Er hat begonnen; ein Ende wurde nicht festgehalten',
    noStart: 'Wann er begann, wurde nicht festgehalten',
    couldNotRead: '{count, number} nicht lesbar',
    wouldRemove: 'Hätte {count, number} entfernt; nichts wurde entfernt',
    readersSame: 'Niemand findet mehr oder weniger als zuvor',
    readersChanged:
      '{count, plural, one {# Dokument für andere Personen als bisher} other {# Dokumente für andere Personen als bisher}}',
    quietReadings:
      'Geplantes Einlesen der Berechtigungen steht hier nur, wenn es etwas geändert hat oder anders ausging.',
    emptyTitle: 'Noch ist nichts gelaufen',
    emptyText: 'Prüfungen, Synchronisierungen und das Einlesen der Berechtigungen erscheinen hier.',
    emptyKindTitle: 'Davon gibt es noch keine',
    charts: {
      documents: 'Dokumente nach jeder Synchronisierung',
      duration: 'Dauer jeder Synchronisierung',
      latest: 'zuletzt: {value}',
      summary: 'Von {first} bis {last}: mindestens {least}, höchstens {most}.',
      table: 'Die Zahlen als Tabelle',
      tableLabel: 'Zahlen der letzten erfolgreichen Synchronisierungen',
      ended: 'Beendet',
      documentsColumn: 'Dokumente',
      durationColumn: 'Dauer',
      needsTwo: 'Diagramme erscheinen nach der zweiten erfolgreichen Synchronisierung.',
    },
  },
} as const satisfies Translated<typeof enHistory>;
