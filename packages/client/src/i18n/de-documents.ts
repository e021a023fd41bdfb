import type { enDocuments } from './en-documents.ts';
import type { Translated } from './texts.ts';

export const deDocuments = {
  title: 'Dokumente',
  intro: 'Was Ihr Assistent jetzt lesen kann.',
  search: 'Dokumente durchsuchen',
  searchPlaceholder: 'In Dokumenten suchen…',
  clear: 'Suche leeren',
  source: 'Quelle',
  allSources: 'Alle Quellen',
  count: '{count, plural, one {# Dokument} other {# Dokumente}}',
  countFound: '{count, number} gefunden',
  countMore: 'Mehr als {count, number} gefunden',
  searching: 'Wird gesucht…',
  updated: 'Geändert',
  created: 'Erstellt',
  fetched: 'Vom Konnektor gelesen',
  author: 'Von',
  original: 'Original öffnen',
  openNew: '(öffnet ein neues Fenster)',
  backToList: 'Zurück zu den Dokumenten',
  path: 'Wo es steht',
  image: 'Bild: {name}',
  imageUnnamed: 'Bild',
  table: 'Tabelle',
  taskDone: 'Erledigt',
  taskOpen: 'Zu erledigen',
  emptyBody: 'Dieses Dokument hat keinen Text.',
  untitled: 'Ohne Titel',
  problemTitle: 'Die Dokumente können gerade nicht gezeigt werden',
  goneTitle: 'Dieses Dokument kann nicht gezeigt werden',
  goneText: 'Es wurde entfernt, oder Sie dürfen es in seiner Quelle nicht öffnen.',
  nothingFoundTitle: 'Nichts gefunden für „{query}“',
  nothingFoundText:
    'Versuchen Sie es mit weniger oder anderen Wörtern. Gesucht wird in Titeln und Texten.',
  noneTitle: 'Noch keine Dokumente',
  noneNotConfigured:
    'Verbinden Sie zuerst eine Datenquelle; ihre Dokumente erscheinen hier nach einer Synchronisierung.',
  noneNeverSynced: 'Diese Datenquelle ist bereit, aber noch wurde nichts synchronisiert.',
  noneSyncing: 'Die erste Synchronisierung läuft. Dokumente erscheinen hier, sobald sie ankommen.',
  noneSyncFailed:
    'Die letzte Synchronisierung ist fehlgeschlagen, bevor sie Dokumente gebracht hat.',
  noneUnread:
    'Die Berechtigungen werden zum ersten Mal eingelesen. Sobald das beendet ist, erscheinen hier Dokumente.',
  noneReadingFailed:
    'Die Berechtigungen konnten noch nicht eingelesen werden, daher findet niemand Dokumente. Auf der Seite der Datenquelle steht, warum.',
  noneReadableTitle: 'Hier ist noch nichts für Sie',
  noneReadable:
    'Es gibt Dokumente, aber keine, die Sie in den Quellen öffnen dürfen, so wie diese Sie kennen.',
  toOwnMatches: 'Wie die Quellen Sie kennen',
  noneEmpty: 'Die letzte Synchronisierung fand nichts. Die wahrscheinlichsten Ursachen:',
  toDataSources: 'Zu den Datenquellen',
} as const satisfies Translated<typeof enDocuments>;
