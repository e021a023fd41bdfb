import type { AlertMessages } from './alert-messages.ts';

export const de: AlertMessages = {
  lines: {
    failed:
      '{count, plural, one {Synchronisierung fehlgeschlagen} other {# Datenquellen lassen sich nicht synchronisieren}}: {sources}. {cause}.',
    access_lost:
      '{count, plural, one {Zugang verloren} other {Zugang zu # Datenquellen verloren}}: {sources}. {cause}.',
    held: '{count, plural, one {Eine Synchronisierung wartet auf Sie} other {# Synchronisierungen warten auf Sie}}: {sources}. {cause}.',
    silent:
      '{count, plural, one {Kein Lebenszeichen} other {Kein Lebenszeichen von # Datenquellen}}: {sources}. {cause}.',
    expiring:
      '{count, plural, one {Zugangsdaten laufen bald ab} other {Zugangsdaten von # Datenquellen laufen bald ab}}: {sources}. {cause}.',
    repaired: '{count, plural, one {Geht wieder} other {# Datenquellen gehen wieder}}: {sources}.',
  },
  causes: {
    invalid_credentials: 'Die Quelle hat die Zugangsdaten nicht angenommen',
    sign_in_page: 'Statt der Quelle antwortet eine Anmeldeseite',
    credentials_expired: 'Die Zugangsdaten sind abgelaufen',
    settings_not_verified:
      'Adresse oder Konto wurden geändert, nachdem der Zugang nachgewiesen war',
    insufficient_permissions: 'Das Konto darf nicht lesen, was ausgewählt wurde',
    wrong_edition: 'Unter dieser Adresse antwortet etwas anderes',
    rate_limited: 'Die Quelle hat zu lange um eine Pause gebeten',
    unreachable: 'Die Quelle antwortet nicht',
    blocked_address: 'Der Konnektor darf diese Adresse nicht aufrufen',
    tls_error: 'Dem Zertifikat der Quelle ließ sich nicht vertrauen',
    timeout: 'Die Quelle hat zu lange für eine Antwort gebraucht',
    upstream_error: 'Die Quelle hat einen eigenen Fehler gemeldet',
    list_unproven: 'Es ist nicht sicher, dass eine Liste der Quelle vollständig war',
    not_readable: 'Darin ist nichts, was sich lesen lässt',
    nothing_found: 'In der Quelle gibt es für dieses Konto nichts zu lesen',
    too_many_deletions:
      'Die Synchronisierung würde einen ungewöhnlich großen Teil der Dokumente entfernen',
    driver_missing: 'Dieser Konnektor kann diese Art von Quelle noch nicht lesen',
    connector_unreachable: 'Der Konnektor konnte nicht erreicht werden',
    connector_gone: 'Der Konnektor ist unter seiner Adresse nicht mehr zu finden',
    connector_rejected: 'Der Konnektor hat die Anfrage abgewiesen',
    timed_out: 'Es kam rechtzeitig kein Ergebnis',
    interrupted: 'Der Lauf wurde unterbrochen',
    sync_failed: 'Die Synchronisierung ist fehlgeschlagen',
    verification_failed: 'Die Prüfung ist fehlgeschlagen',
    access_emptied: 'Die Quelle hat gar keine Personen genannt, obwohl sie es vorher tat',
    credentials_required: 'Der Konnektor hat keine Zugangsdaten',
    run_silent: 'Von der Synchronisierung kommt kein Lebenszeichen mehr',
    sync_overdue: 'Die fällige Synchronisierung beginnt nicht',
    permissions_stale: 'Die Berechtigungen sind zu alt, um noch zu gelten',
    expires_in_30_days: 'Die Zugangsdaten laufen in weniger als 30 Tagen ab',
    expires_in_14_days: 'Die Zugangsdaten laufen in weniger als 14 Tagen ab',
    expires_in_3_days: 'Die Zugangsdaten laufen in weniger als 3 Tagen ab',
    other: 'Die Seite der Datenquelle sagt, warum',
  },
};
