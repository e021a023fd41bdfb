import type { enAlerts } from './en-alerts.ts';
import type { Translated } from './texts.ts';

export const deAlerts = {
  alerts: {
    title: 'Meldungen per E-Mail',
    text: 'Was wir an {email} über die Datenquellen dieser Organisation schreiben. Was zur selben Zeit anfällt, kommt in einer E-Mail.',
    mail: 'E-Mails an mich senden',
    when: 'Wann',
    kinds: {
      failed: 'Eine Synchronisierung ist fehlgeschlagen',
      access_lost: 'Ein Zugang ging verloren',
      held: 'Eine Synchronisierung wartet auf eine Entscheidung',
      silent: 'Von einer Quelle kommt kein Lebenszeichen',
      expiring: 'Zugangsdaten laufen bald ab',
      repaired: 'Nach Fehlschlag oder Verlust des Zugangs läuft es wieder',
    },
    quiet: 'Ruhezeit',
    quietHelp: 'In dieser Zeit wird nichts gesendet. Wenn sie endet, kommt alles in einer E-Mail.',
    from: 'Von',
    to: 'Bis',
    timeZone: 'Zeitzone',
    sameTimes: 'Wählen Sie zwei verschiedene Uhrzeiten.',
    save: 'Speichern',
    saved: 'Ihre Meldungen sind gespeichert.',
    commonCause:
      'Aus demselben Grund {count, plural, one {scheitert # Quelle} other {scheitern # Quellen}}:',
    toldAbove: 'Der Hinweis oben nennt die Ursache.',
  },
} as const satisfies Translated<typeof enAlerts>;
