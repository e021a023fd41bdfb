import type { enAccessReasons } from './en-access-reasons.ts';
import type { Translated } from './texts.ts';

const hidden = {
  not_read: {
    title: 'Berechtigungen noch nicht eingelesen',
    remedy: 'Das geschieht beim nächsten Einlesen.',
  },
  refused: {
    title: 'Das Konto dieser Verbindung darf die Berechtigungen nicht sehen',
    remedy: 'Prüfen Sie die Verbindung: Die Prüfungen nennen das Recht, das fehlt.',
  },
  incomplete: {
    title: 'Die Quelle hat die Berechtigungen nur zum Teil genannt',
    remedy:
      'Bei jedem Einlesen wird erneut gefragt. Wenn es so bleibt, wenden Sie sich an den Admin der Quelle.',
  },
  unknown_principal: {
    title: 'Für Personen oder Gruppen einer Art freigegeben, die hier nicht bekannt ist',
    remedy:
      'Geben Sie die Dokumente in der Quelle für alle, für eine Gruppe oder für einzelne Personen frei.',
  },
  nobody_named: {
    title: 'Die Quelle lässt niemanden lesen, der hier bekannt ist',
    remedy: 'Geben Sie in der Quelle einer Gruppe oder einzelnen Personen Leserechte.',
  },
  not_mirrored: {
    title: 'Es gelten Regeln der Quelle, die sich von außen nicht beurteilen lassen',
    remedy: 'Wo das Formular dieser Verbindung es anbietet, wählen Sie selbst, wer lesen darf.',
  },
  not_met: {
    title: 'Die Quelle zeigt die Dokumente dem Konto dieser Verbindung nicht mehr',
    remedy:
      'Die Dokumente verschwinden mit der nächsten Synchronisierung oder kommen zurück, wenn das Konto sie wieder lesen darf.',
  },
} as const;

const findings = {
  people_unread:
    'Die Personen konnten nicht eingelesen werden; was bekannt war, gilt, bis es zu alt ist.',
  people_refused: 'Das Konto darf die Personen nicht auflisten.',
  people_hidden: 'Das Konto sieht die Personen ohne das, woran sie erkannt werden.',
  people_incomplete: 'Die Liste der Personen kam nur zum Teil.',
  accounts_unread:
    'Konten, die dieses Mal nicht ganz eingelesen werden konnten; was bekannt war, gilt, bis es zu alt ist.',
  groups_refused:
    'Gruppen, deren Mitglieder das Konto nicht sehen darf: Niemand erhält durch diese Zugang.',
  groups_hidden: 'Gruppen, die dem Konto einige ihrer Mitglieder verbergen.',
  groups_gone: 'Gruppen, die es nicht mehr gibt: Niemand erhält durch diese Zugang.',
  groups_unread: 'Gruppen, deren Mitglieder dieses Mal nicht eingelesen werden konnten.',
  site_groups_need_certificate:
    'Gruppen von Websites: Ihre Mitglieder werden nur mit einem Zertifikat eingelesen, daher erhält niemand durch diese Gruppen Zugang.',
  site_groups_refused:
    'Gruppen von Websites, deren Mitglieder das Konto nicht sehen darf: Niemand erhält durch diese Zugang.',
  site_groups_gone:
    'Gruppen von Websites, die es nicht mehr gibt: Niemand erhält durch diese Zugang.',
  site_groups_unread:
    'Gruppen von Websites, deren Mitglieder dieses Mal nicht eingelesen werden konnten.',
  addresses_shared:
    'Adressen, die mehrere aktive Konten haben: Niemand wird anhand dieser Adressen erkannt.',
  principals_unknown:
    'Freigaben für Personen oder Gruppen einer Art, die hier nicht bekannt ist: Niemand erhält durch diese Zugang.',
  roles_unknown:
    'Freigaben mit einer Rolle, die hier nicht bekannt ist: Niemand erhält durch diese Zugang.',
  links_unknown:
    'Freigabelinks einer Art, die hier nicht bekannt ist: Niemand erhält durch diese Zugang.',
  permissions_unread: 'Dokumente, deren Berechtigungen dieses Mal nicht eingelesen werden konnten.',
  pages_without_file: 'Seiten, deren Datei nicht gefunden wurde, sodass niemand sie findet.',
  list_unread: 'Eine Liste von Dokumenten konnte nicht gelesen werden.',
  table_refused: 'Tabellen, die das Konto nicht lesen darf.',
  table_short: 'Tabellen, von denen das Konto nur einen Teil sieht.',
  space_permissions_refused:
    'Bereiche, deren Berechtigungen dem Konto oder in dieser Version nicht genannt werden: Niemand erhält durch diese Zugang.',
  space_permissions_unread:
    'Bereiche, deren Berechtigungen dieses Mal nicht eingelesen werden konnten.',
  space_permissions_incomplete: 'Bereiche, deren Berechtigungen nur zum Teil genannt werden.',
  site_permissions_refused:
    'Wer die Website überhaupt nutzen darf, wird dem Konto oder in dieser Version nicht genannt: Niemand darf lesen.',
  site_permissions_unread:
    'Wer die Website überhaupt nutzen darf, konnte dieses Mal nicht eingelesen werden.',
  site_permissions_incomplete: 'Wer die Website überhaupt nutzen darf, wird nur zum Teil genannt.',
  restrictions_refused: 'Seiten oder Ordner, deren Einschränkungen das Konto nicht sehen darf.',
  restrictions_unread:
    'Seiten oder Ordner, deren Einschränkungen dieses Mal nicht eingelesen werden konnten.',
  restrictions_incomplete: 'Seiten oder Ordner, deren Einschränkungen nur zum Teil genannt werden.',
  places_unknown: 'Seiten, die in etwas stehen, das nicht sichtbar ist.',
  addresses_hidden: 'Aktive Konten, deren Adresse verborgen ist.',
  look_up_refused:
    'Verborgene Adressen konnten nicht nachgeschlagen werden: Das Jira der Website lehnt es ab.',
  look_up_unread: 'Verborgene Adressen, die dieses Mal nicht nachgeschlagen werden konnten.',
  criteria_scripted:
    'Benutzerkriterien mit einem Skript: Niemand erhält durch diese Zugang, oder alle sind ausgeschlossen.',
  criteria_empty: 'Benutzerkriterien, die niemanden nennen.',
  criteria_unreadable: 'Benutzerkriterien, die das Konto nicht lesen darf.',
  bases_by_older_rules: 'Wissensdatenbanken, für die Regeln älterer Versionen gelten.',
  internal_pages:
    'Seiten innerhalb eines Netzwerks: für niemanden, solange kein Eigentümer sie freigibt.',
  hosts_unreachable: 'Seiten von Hosts, die nicht geantwortet haben.',
} as const;

export const deAccessReasons = {
  hidden,
  hiddenOther: {
    title: 'Der Konnektor nennt einen Grund, den diese Seite nicht kennt',
    remedy: 'Was er bedeutet, steht in der Dokumentation des Konnektors.',
  },
  findings,
  findingOther: 'Der Konnektor meldet „{code}“.',
} as const satisfies Translated<typeof enAccessReasons>;
