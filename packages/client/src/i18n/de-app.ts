import type { enApp } from './en-app.ts';
import type { Translated } from './texts.ts';

export const deApp = {
  common: {
    appName: 'Rita Data Sources',
    close: 'Schließen',
    cancel: 'Abbrechen',
    save: 'Speichern',
    saved: 'Gespeichert',
    retry: 'Erneut versuchen',
    loading: 'Wird geladen…',
    more: 'Mehr',
    loadMore: 'Mehr laden',
    copied: 'Kopiert',
    details: 'Einzelheiten',
    optional: 'optional',
    skipToContent: 'Zum Inhalt springen',
    requestId: 'Anfrage {id}',
  },
  nav: {
    label: 'Hauptmenü',
    account: 'Ihr Konto',
    dataSources: 'Datenquellen',
    documents: 'Dokumente',
    activity: 'Aktivität',
    members: 'Mitglieder',
    settings: 'Einstellungen',
    needAttention:
      '{count, plural, one {# braucht Aufmerksamkeit} other {# brauchen Aufmerksamkeit}}',
    organizations: 'Organisation',
    switchOrganization: 'Organisation wechseln',
    accountMenu: 'Konto und Organisation',
    signOut: 'Abmelden',
  },
  live: {
    live: 'Live',
    connecting: 'Verbindung wird aufgebaut…',
    paused: 'Pausiert',
    pausedSince: 'Live-Aktualisierung pausiert, Stand {time}.',
    pausedNever: 'Live-Aktualisierung noch nicht verfügbar.',
    catchingUp: 'Die Verbindung wird von selbst wiederhergestellt und alles nachgeholt.',
  },
  changes: {
    done: {
      added: '{count, number} hinzugefügt',
      changed: '{count, number} geändert',
      removed: '{count, number} entfernt',
    },
    toDo: {
      added: '{count, number} hinzufügen',
      changed: '{count, number} ändern',
      removed: '{count, number} entfernen',
    },
    none: 'nichts geändert',
  },
  leftOrganization: {
    title: 'Sie sind nicht mehr in {name}.',
    text: 'Sie wurden daraus entfernt, oder es gibt sie nicht mehr; die Eigentümer können Sie wieder einladen. Was Sie jetzt sehen, ist {name}.',
    understood: 'Verstanden',
  },
  problem: {
    fieldsTitle: 'Bitte korrigieren:',
    turn: {
      you: 'Sie sind am Zug',
      source_admin: 'Der Admin der Quelle',
      operator: 'Der Betreiber dieses Dienstes',
      nobody: 'Niemand: Es geht von selbst vorüber',
    },
    whoseTurn: 'Wer am Zug ist',
    pageTitle: 'Diese Seite konnte nicht gezeigt werden',
    notFoundTitle: 'Unter dieser Adresse gibt es nichts',
    notFoundText: 'Vielleicht wurde es entfernt, oder der Link ist unvollständig.',
    backHome: 'Zu den Datenquellen',
    unexpected:
      'Etwas Unerwartetes ist geschehen. Laden Sie die Seite neu; was gespeichert ist, bleibt erhalten.',
    reload: 'Neu laden',
  },
  invitation: {
    title: '{organization} beitreten',
    text: 'Sie wurden mit {email} eingeladen, Rolle: {role}.',
    accept: 'Einladung annehmen',
    signInFirst: 'Anmelden, um anzunehmen',
    signUpFirst: 'Konto anlegen, um anzunehmen',
    otherAccount:
      'Sie sind als {email} angemeldet. Melden Sie sich ab, und verwenden Sie die eingeladene Adresse.',
    goneTitle: 'Diese Einladung gilt nicht mehr',
    goneText:
      'Sie wurde benutzt, ist abgelaufen oder wurde zurückgenommen. Bitten Sie um eine neue.',
    expires: 'Gültig bis {when}',
  },
} as const satisfies Translated<typeof enApp>;
