/** What stands in the way of a change of a connection. */
export const deConnectionProblems = {
  unknown_setting: {
    title: 'Die Anfrage hat eine Einstellung, die diese Art von Quelle nicht hat',
    remedy:
      'Lassen Sie die Felder weg, die in „errors“ genannt sind. Zugangsdaten gehören in „credentials“, nie in „settings“.',
  },
  unknown_source_type: {
    title: 'Diese Art von Datenquelle gibt es nicht',
    remedy: 'Verwenden Sie eine der Arten, die GET /api/data-source-types nennt.',
  },
  credentials_required: {
    title: 'Um diese Verbindung zu prüfen, werden Zugangsdaten benötigt',
    remedy: 'Geben Sie die Zugangsdaten ein; der Konnektor bewahrt für diese Verbindung keine auf.',
  },
  not_configured: {
    title: 'Diese Verbindung ist noch nicht eingerichtet',
    remedy:
      'Richten Sie die Verbindung ein, prüfen und speichern Sie sie, und versuchen Sie es dann erneut.',
  },
  query_not_supported: {
    title: 'Diese Datenquelle beantwortet keine Abfragen',
    remedy:
      'Suchen Sie stattdessen in dem, was synchronisiert wurde. Nur die Websuche beantwortet Abfragen sofort.',
  },
  too_many_words: {
    title: 'Die Suche hat zu viele Wörter',
    remedy: 'Suchen Sie nach höchstens 16 verschiedenen Wörtern.',
  },
  search_took_too_long: {
    title: 'Die Suche hat zu lange gedauert',
    remedy: 'Suchen Sie nach aussagekräftigeren Wörtern oder nur in einer Datenquelle.',
  },
  preview_not_supported: {
    title: 'Dieser Konnektor kann keine Vorschau einer Synchronisierung zeigen',
    remedy:
      'Synchronisieren Sie gleich, oder verwenden Sie einen Konnektor, der „preview“ unter seinen Fähigkeiten nennt.',
  },
  not_scheduled: {
    title: 'Diese Verbindung hat keinen Zeitplan',
    remedy: 'Wählen Sie zuerst einen Zeitplan; ohne ihn gibt es nichts zu pausieren.',
  },
  decision_outdated: {
    title: 'Worüber entschieden wurde, hat sich inzwischen geändert',
    remedy:
      'Sehen Sie nach, wie viele Dokumente jetzt entfernt würden, und entscheiden Sie dann noch einmal.',
  },
  connection_exists: {
    title: 'Ihre Organisation hat bereits eine Verbindung dieser Art',
    remedy: 'Bearbeiten Sie stattdessen die vorhandene Verbindung.',
  },
  run_in_progress: {
    title: 'Eine Prüfung oder Synchronisierung dieser Verbindung läuft bereits',
    remedy: 'Warten Sie, bis sie endet, oder brechen Sie sie ab.',
  },
  no_run_in_progress: {
    title: 'Auf dieser Verbindung läuft nichts',
    remedy: 'Es gibt nichts abzubrechen: Der Lauf ist bereits beendet.',
  },
  version_conflict: {
    title: 'Jemand anderes hat diese Verbindung inzwischen geändert',
    remedy: 'Sehen Sie den neueren Stand an, und nehmen Sie Ihre Änderung dann erneut vor.',
  },
  access_not_supported: {
    title: 'Dieser Konnektor kann nicht einlesen, wer was lesen darf',
    remedy:
      'Verwenden Sie einen Konnektor, der „access_checks“ unter seinen Fähigkeiten nennt, oder lassen Sie alle in der Organisation diese Dokumente finden.',
  },
} as const;
