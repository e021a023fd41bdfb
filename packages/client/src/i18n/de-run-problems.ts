/** How a verification or a sync can fail. */
export const deRunProblems = {
  invalid_credentials: {
    title: 'Die Quelle hat die Zugangsdaten nicht angenommen',
    remedy: 'Prüfen Sie das Konto, und geben Sie die Zugangsdaten noch einmal ein.',
  },
  sign_in_page: {
    title: 'Statt der Quelle antwortet eine Anmeldeseite',
    remedy:
      'Die Zugangsdaten können richtig sein: Etwas vor der Quelle, zum Beispiel Single Sign-on oder ein Proxy, fordert zur Anmeldung auf. Bitten Sie den Admin der Quelle, den Konnektor zur API durchzulassen.',
  },
  credentials_expired: {
    title: 'Die Zugangsdaten sind abgelaufen',
    remedy: 'Erstellen Sie in der Quelle neue, und geben Sie sie hier ein.',
  },
  settings_not_verified: {
    title: 'Adresse oder Konto wurden geändert, nachdem der Zugang nachgewiesen war',
    remedy:
      'Prüfen Sie erneut mit den Zugangsdaten. Sie werden nie an eine Adresse gesendet, für die sie nicht eingegeben wurden.',
  },
  insufficient_permissions: {
    title: 'Das Konto darf nicht lesen, was ausgewählt wurde',
    remedy: 'Bitten Sie den Admin der Quelle, dem Konto Leserechte zu geben.',
  },
  wrong_edition: {
    title: 'Unter dieser Adresse antwortet etwas anderes',
    remedy:
      'Prüfen Sie die Adresse und ob die Art der Zugangsdaten zur Edition des Produkts passt.',
  },
  rate_limited: {
    title: 'Die Quelle hat zu lange um eine Pause gebeten',
    remedy: 'Versuchen Sie es später erneut; die bisher geholten Dokumente bleiben erhalten.',
  },
  unreachable: {
    title: 'Die Quelle antwortet nicht',
    remedy:
      'Prüfen Sie die Adresse. Wenn sie stimmt, ist die Quelle vielleicht nicht in Betrieb oder für den Konnektor geschlossen.',
  },
  blocked_address: {
    title: 'Der Konnektor darf diese Adresse nicht aufrufen',
    remedy:
      'Nur öffentliche https-Adressen werden aufgerufen. Für eine Quelle im eigenen Haus bitten Sie den Betreiber, sie in EGRESS_ALLOW aufzunehmen.',
  },
  tls_error: {
    title: 'Dem Zertifikat der Quelle ließ sich nicht vertrauen',
    remedy: 'Bitten Sie den Admin der Quelle um ein gültiges Zertifikat für diesen Hostnamen.',
  },
  timeout: {
    title: 'Die Quelle hat zu lange für eine Antwort gebraucht',
    remedy:
      'Versuchen Sie es erneut; wenn es wieder geschieht, wenden Sie sich an den Admin der Quelle.',
  },
  upstream_error: {
    title: 'Die Quelle hat einen eigenen Fehler gemeldet',
    remedy:
      'Versuchen Sie es erneut; wenn es wieder geschieht, wenden Sie sich an den Admin der Quelle.',
  },
  list_unproven: {
    title: 'Es ist nicht sicher, dass eine Liste der Quelle vollständig war',
    remedy:
      'Was aufgelistet war, wird gelesen, und nichts wird entfernt. Die nächste Synchronisierung listet erneut auf; wenn es jedes Mal geschieht, wenden Sie sich an den Admin der Quelle.',
  },
  not_readable: {
    title: 'Darin ist nichts, was sich lesen lässt',
    remedy:
      'Speichern Sie es in einem Format, das gelesen wird, zum Beispiel docx, xlsx, pptx, pdf oder reiner Text.',
  },
  nothing_found: {
    title: 'In der Quelle gibt es für dieses Konto nichts zu lesen',
    remedy:
      'Geben Sie dem Konto Zugang zu mindestens einem Bereich, einer Wissensdatenbank, einer Bibliothek oder einer Seite.',
  },
  too_many_deletions: {
    title: 'Die Synchronisierung würde einen ungewöhnlich großen Teil der Dokumente entfernen',
    remedy: 'Sehen Sie an, was wegfiele, und bestätigen Sie es dann, oder ändern Sie die Auswahl.',
  },
  driver_missing: {
    title: 'Dieser Konnektor kann diese Art von Quelle noch nicht lesen',
    remedy:
      'Verwenden Sie einen Konnektor, der das kann, oder warten Sie auf eine Version, die es kann.',
  },
  connector_unreachable: {
    title: 'Der Konnektor konnte nicht erreicht werden',
    remedy: 'Prüfen Sie, ob der Konnektor läuft und CONNECTOR_WEBHOOK_URL stimmt.',
  },
  connector_gone: {
    title: 'Der Konnektor ist unter seiner Adresse nicht mehr zu finden',
    remedy:
      'Setzen Sie CONNECTOR_WEBHOOK_URL auf die Adresse, unter der er jetzt ist, und starten Sie die App neu.',
  },
  connector_rejected: {
    title: 'Der Konnektor hat die Anfrage abgewiesen',
    remedy:
      'Prüfen Sie, ob beide Dienste dasselbe CONNECTOR_WEBHOOK_SECRET haben und ihre Uhren übereinstimmen.',
  },
  timed_out: {
    title: 'Es kam rechtzeitig kein Ergebnis',
    remedy: 'Versuchen Sie es erneut; wenn es wieder geschieht, prüfen Sie den Konnektor.',
  },
  interrupted: {
    title: 'Der Lauf wurde unterbrochen',
    remedy:
      'Starten Sie ihn noch einmal. Nach einer Prüfung müssen die Zugangsdaten erneut eingegeben werden, da niemand sie aufbewahrt hat.',
  },
  sync_failed: {
    title: 'Die Synchronisierung ist fehlgeschlagen',
    remedy: 'Sehen Sie die Einzelheiten an, und versuchen Sie es dann erneut.',
  },
  verification_failed: {
    title: 'Die Prüfung ist fehlgeschlagen',
    remedy:
      'Sehen Sie die Einzelheiten an, korrigieren Sie die Einstellungen oder die Zugangsdaten, und versuchen Sie es dann erneut.',
  },
  access_emptied: {
    title: 'Die Quelle hat gar keine Personen genannt, obwohl sie es vorher tat',
    remedy:
      'Prüfen Sie, ob das Konto dieser Verbindung noch Personen und Gruppen auflisten darf. Bis dahin findet niemand diese Dokumente.',
  },
} as const;
