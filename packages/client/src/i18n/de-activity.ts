import type { enActivity } from './en-activity.ts';
import type { Translated } from './texts.ts';

const sentences = {
  'data_source.created': '<who>{actor}</who> hat die Datenquelle <what>{object}</what> hinzugefügt',
  'data_source.updated': '<who>{actor}</who> hat <what>{object}</what> geändert',
  'data_source.deleted': '<who>{actor}</who> hat die Datenquelle <what>{object}</what> entfernt',
  'credential_link.created':
    '<who>{actor}</who> hat jemand anderen mit einem Link um die Zugangsdaten von <what>{object}</what> gebeten',
  'credential_link.opened':
    '<who>{actor}</who> hat die Seite für die Zugangsdaten von <what>{object}</what> geöffnet',
  'credential_link.used': '<who>{actor}</who> hat Zugang zu <what>{object}</what> nachgewiesen',
  'credential_link.revoked':
    '<who>{actor}</who> hat den Link für die Zugangsdaten von <what>{object}</what> ungültig gemacht',
  'credential_link.expired':
    '<who>{actor}</who> hat den Link für die Zugangsdaten von <what>{object}</what> nach Ablauf seiner Frist ungültig gemacht',
  'verification.started': '<who>{actor}</who> hat eine Prüfung von <what>{object}</what> begonnen',
  'verification.succeeded': '<who>{actor}</who> hat Zugang zu <what>{object}</what> nachgewiesen',
  'verification.failed':
    '<who>{actor}</who> konnte Zugang zu <what>{object}</what> nicht nachweisen',
  'verification.cancelled':
    '<who>{actor}</who> hat die Prüfung von <what>{object}</what> abgebrochen',
  'sync.started': '<who>{actor}</who> hat eine Synchronisierung von <what>{object}</what> begonnen',
  'sync.completed':
    '<who>{actor}</who> hat eine Synchronisierung von <what>{object}</what> abgeschlossen',
  'sync.failed':
    '<who>{actor}</who> konnte eine Synchronisierung von <what>{object}</what> nicht abschließen',
  'sync.cancelled':
    '<who>{actor}</who> hat die Synchronisierung von <what>{object}</what> abgebrochen',
  'sync.paused':
    '<who>{actor}</who> hat die geplanten Synchronisierungen von <what>{object}</what> pausiert',
  'sync.resumed':
    '<who>{actor}</who> hat die geplanten Synchronisierungen von <what>{object}</what> wieder aufgenommen',
  'credentials.plain_allowed':
    '<who>{actor}</who> lässt zu, dass Zugangsdaten in <what>{object}</what> unversiegelt gesendet werden',
  'status_message.listed':
    '<who>{actor}</who> hat die beiseitegelegten Nachrichten von <what>{object}</what> aufgelistet',
  'status_message.shown':
    '<who>{actor}</who> hat eine beiseitegelegte Statusnachricht für <what>{object}</what> angesehen',
  'status_message.replayed':
    '<who>{actor}</who> hat eine beiseitegelegte Statusnachricht für <what>{object}</what> erneut gesendet',
  'status_message.discarded':
    '<who>{actor}</who> hat eine beiseitegelegte Statusnachricht für <what>{object}</what> verworfen',
  'access.started':
    '<who>{actor}</who> hat begonnen, die Berechtigungen von <what>{object}</what> einzulesen',
  'access.completed':
    '<who>{actor}</who> hat die Berechtigungen von <what>{object}</what> eingelesen',
  'access.failed':
    '<who>{actor}</who> konnte die Berechtigungen von <what>{object}</what> nicht einlesen',
  'access.cancelled':
    '<who>{actor}</who> hat das Einlesen der Berechtigungen von <what>{object}</what> angehalten',
  'access.mode_changed':
    '<who>{actor}</who> hat geändert, wer die Dokumente von <what>{object}</what> findet',
  'access.account_assigned':
    '<who>{actor}</who> hat geändert, welches Konto jemand bei <what>{object}</what> hat',
  'key.created': '<who>{actor}</who> hat den Schlüssel <what>{object}</what> erstellt',
  'key.revoked': '<who>{actor}</who> hat den Schlüssel <what>{object}</what> widerrufen',
  'assistant.connected': '<who>{actor}</who> hat den Assistenten <what>{object}</what> verbunden',
  'assistant.ended': '<who>{actor}</who> hat den Zugang von <what>{object}</what> beendet',
  'assistant.read': '<who>{actor}</who> hat über <what>{object}</what> Dokumente gelesen',
  'documents.exported': '<who>{actor}</who> hat Dokumente von <what>{object}</what> exportiert',
  'webhook.created':
    '<who>{actor}</who> lässt ein Programm über Änderungen informieren: <what>{object}</what>',
  'webhook.updated': '<who>{actor}</who> hat den Webhook von <what>{object}</what> geändert',
  'webhook.secret_rotated':
    '<who>{actor}</who> hat ein neues Geheimnis für den Webhook von <what>{object}</what> erstellt',
  'webhook.disabled': '<who>{actor}</who> hat den Webhook von <what>{object}</what> abgeschaltet',
  'webhook.removed': '<who>{actor}</who> hat den Webhook von <what>{object}</what> entfernt',
  'domain.added': '<who>{actor}</who> möchte die Domain <what>{object}</what> nachweisen',
  'domain.proved':
    '<who>{actor}</who> hat den Eintrag gefunden, der die Domain <what>{object}</what> nachweist',
  'domain.lapsed':
    '<who>{actor}</who> hat den Eintrag der Domain <what>{object}</what> nicht mehr gefunden',
  'domain.removed': '<who>{actor}</who> hat die Domain <what>{object}</what> entfernt',
  'organization.created': '<who>{actor}</who> hat die Organisation <what>{object}</what> angelegt',
  'organization.renamed':
    '<who>{actor}</who> hat die Organisation in <what>{object}</what> umbenannt',
  'organization.deleted': '<who>{actor}</who> hat die Organisation <what>{object}</what> gelöscht',
  'member.invited': '<who>{actor}</who> hat <what>{object}</what> eingeladen',
  'member.joined': '<who>{actor}</who> ist beigetreten: <what>{object}</what>',
  'member.role_changed': '<who>{actor}</who> hat die Rolle von <what>{object}</what> geändert',
  'member.removed': '<who>{actor}</who> hat das Mitglied <what>{object}</what> entfernt',
  'invitation.cancelled':
    '<who>{actor}</who> hat die Einladung von <what>{object}</what> zurückgenommen',
  'session.signed_up': '<who>{actor}</who> hat ein Konto angelegt',
  'session.signed_in': '<who>{actor}</who> hat sich angemeldet',
  'session.signed_out': '<who>{actor}</who> hat sich abgemeldet',
  'session.ended': '<who>{actor}</who> hat Sitzungen beendet',
  'session.sign_in_failed':
    '<who>{actor}</who> hat jemanden abgewiesen, der sich als <what>{object}</what> anmelden wollte',
  'session.sign_in_limited':
    '<who>{actor}</who> hat Versuche verlangsamt, sich als <what>{object}</what> anzumelden',
  'account.renamed': '<who>{actor}</who> hat den Namen von <what>{object}</what> geändert',
  'account.alerts_changed':
    '<who>{actor}</who> hat geändert, welche Meldungen <what>{object}</what> erhält',
  'password.changed': '<who>{actor}</who> hat das Passwort von <what>{object}</what> geändert',
  'password.reset':
    '<who>{actor}</who> hat per E-Mail ein neues Passwort für <what>{object}</what> gewählt',
  'password.refused':
    '<who>{actor}</who> hat ein leicht zu erratendes Passwort für <what>{object}</what> abgelehnt',
  'second_factor.enabled':
    '<who>{actor}</who> hat einen zweiten Faktor für <what>{object}</what> eingerichtet',
  'second_factor.disabled':
    '<who>{actor}</who> hat den zweiten Faktor von <what>{object}</what> ausgeschaltet',
  'second_factor.recovery_code_used':
    '<who>{actor}</who> hat sich mit einem Wiederherstellungscode von <what>{object}</what> angemeldet',
  'second_factor.recovery_codes_renewed':
    '<who>{actor}</who> hat neue Wiederherstellungscodes für <what>{object}</what> erzeugt',
} as const;

const actionNames = {
  'data_source.created': 'Datenquelle hinzugefügt',
  'data_source.updated': 'Datenquelle geändert',
  'data_source.deleted': 'Datenquelle entfernt',
  'credential_link.created': 'Um Zugangsdaten gebeten',
  'credential_link.opened': 'Link für Zugangsdaten geöffnet',
  'credential_link.used': 'Link für Zugangsdaten benutzt',
  'credential_link.revoked': 'Link für Zugangsdaten ungültig gemacht',
  'credential_link.expired': 'Link für Zugangsdaten abgelaufen',
  'verification.started': 'Prüfung begonnen',
  'verification.succeeded': 'Prüfung erfolgreich',
  'verification.failed': 'Prüfung fehlgeschlagen',
  'verification.cancelled': 'Prüfung abgebrochen',
  'sync.started': 'Synchronisierung begonnen',
  'sync.completed': 'Synchronisierung abgeschlossen',
  'sync.failed': 'Synchronisierung fehlgeschlagen',
  'sync.cancelled': 'Synchronisierung abgebrochen',
  'sync.paused': 'Zeitplan pausiert',
  'sync.resumed': 'Zeitplan wieder aufgenommen',
  'credentials.plain_allowed': 'Unversiegelte Zugangsdaten zugelassen',
  'status_message.listed': 'Beiseitegelegte Nachrichten aufgelistet',
  'status_message.shown': 'Beiseitegelegte Nachricht angesehen',
  'status_message.replayed': 'Beiseitegelegte Nachricht erneut gesendet',
  'status_message.discarded': 'Beiseitegelegte Nachricht verworfen',
  'access.started': 'Einlesen der Berechtigungen begonnen',
  'access.completed': 'Berechtigungen eingelesen',
  'access.failed': 'Einlesen der Berechtigungen fehlgeschlagen',
  'access.cancelled': 'Einlesen der Berechtigungen angehalten',
  'access.mode_changed': 'Geändert, wer Dokumente findet',
  'access.account_assigned': 'Konto zugewiesen',
  'key.created': 'Schlüssel erstellt',
  'key.revoked': 'Schlüssel widerrufen',
  'assistant.connected': 'Assistent verbunden',
  'assistant.ended': 'Zugang eines Assistenten beendet',
  'assistant.read': 'Von einem Assistenten gelesen',
  'documents.exported': 'Dokumente exportiert',
  'webhook.created': 'Webhook hinzugefügt',
  'webhook.updated': 'Webhook geändert',
  'webhook.secret_rotated': 'Geheimnis des Webhooks erneuert',
  'webhook.disabled': 'Webhook abgeschaltet',
  'webhook.removed': 'Webhook entfernt',
  'domain.added': 'Domain hinzugefügt',
  'domain.proved': 'Domain nachgewiesen',
  'domain.lapsed': 'Eintrag der Domain fehlt',
  'domain.removed': 'Domain entfernt',
  'organization.created': 'Organisation angelegt',
  'organization.renamed': 'Organisation umbenannt',
  'organization.deleted': 'Organisation gelöscht',
  'member.invited': 'Mitglied eingeladen',
  'member.joined': 'Mitglied beigetreten',
  'member.role_changed': 'Rolle geändert',
  'member.removed': 'Mitglied entfernt',
  'invitation.cancelled': 'Einladung zurückgenommen',
  'session.signed_up': 'Konto angelegt',
  'session.signed_in': 'Angemeldet',
  'session.signed_out': 'Abgemeldet',
  'session.ended': 'Sitzungen beendet',
  'session.sign_in_failed': 'Anmeldung abgewiesen',
  'session.sign_in_limited': 'Anmeldung verlangsamt',
  'account.renamed': 'Name geändert',
  'account.alerts_changed': 'Meldungen geändert',
  'password.changed': 'Passwort geändert',
  'password.reset': 'Passwort per E-Mail zurückgesetzt',
  'password.refused': 'Passwort abgelehnt',
  'second_factor.enabled': 'Zweiter Faktor eingerichtet',
  'second_factor.disabled': 'Zweiter Faktor ausgeschaltet',
  'second_factor.recovery_code_used': 'Wiederherstellungscode benutzt',
  'second_factor.recovery_codes_renewed': 'Wiederherstellungscodes erneuert',
} as const;

export const deActivity = {
  activity: {
    title: 'Aktivität',
    description: 'Alles, was in dieser Organisation geschehen ist, das Neueste zuerst.',
    export: 'Als CSV exportieren',
    exportCut:
      'Die neuesten {count, number} Einträge sind gespeichert. Wählen Sie Tage, um die übrigen zu erhalten.',
    object: 'Worum es geht',
    action: 'Was',
    anyObject: 'Alles',
    anyAction: 'Jede Aktion',
    person: 'Wer',
    anyPerson: 'Alle',
    days: { from: 'Von', to: 'Bis', turned: 'Dieser Tag liegt vor dem Tag bei „Von“.' },
    gone: 'Ein anderes Objekt',
    emptyTitle: 'Noch nichts hier',
    emptyText: 'Was Personen und Konnektoren tun, erscheint hier.',
    emptyFilteredTitle: 'Nichts passt',
    emptyFilteredText: 'Wählen Sie einen anderen Filter, um mehr zu sehen.',
    clear: 'Alles zeigen',
    list: 'Ereignisse',
    system: 'Die App',
    connector: 'Der Konnektor',
    byLink: 'Jemand mit einem Link von {name}',
    somebody: 'Jemand',
    from: 'von {ip}',
    today: 'Heute',
    yesterday: 'Gestern',
    details: {
      fields: 'Geändert: {names}',
      documents: '{count, plural, one {# Dokument} other {# Dokumente}}',
      failed: '{count, number} fehlgeschlagen',
      scheduled: 'Nach Zeitplan',
      plain: 'Zugangsdaten unversiegelt gesendet',
      failures: '{count, number} in Folge fehlgeschlagen',
      role: 'Von {from} zu {to}',
      invitedAs: 'Rolle: {role}',
      sessionsEnded: '{count, number} beendet',
      restricted: '{count, plural, one {# ist} other {# sind}} in der Quelle eingeschränkt',
      accessChanged:
        '{count, plural, one {# Dokument} other {# Dokumente}} für andere Personen als bisher',
      assigned: '{person} wurde ein Konto zugewiesen',
      takenBack: 'Die Zuweisung für {person} wurde zurückgenommen',
      sample: 'Von den Beispielquellen',
      reasons: {
        inviter_removed: 'Wer eingeladen hat, ist kein Mitglied mehr',
        inviter_lowered: 'Wer eingeladen hat, hat jetzt eine geringere Rolle',
        superseded: 'Ein neuerer Link wurde erstellt',
        address_changed: 'Die Adresse wurde geändert',
        maker_gone: 'Die Person, die ihn erstellt hat, darf hier nichts mehr einrichten',
        network: 'Zu viele aus einem Netzwerk',
        account: 'Zu viele mit einem Konto',
        device: 'Zu viele auf einem Gerät',
        failed: 'Der Empfänger hat fünf Tage lang nichts angenommen',
        gone: 'Der Empfänger hat gemeldet, dass es ihn nicht mehr gibt',
      },
    },
    sentences,
    actionNames,
    csv: {
      time: 'Zeit',
      actor: 'Wer',
      action: 'Aktion',
      object: 'Objekt',
      ip: 'Adresse',
      details: 'Einzelheiten',
    },
    end: 'Das ist alles.',
  },
} as const satisfies Translated<typeof enActivity>;
