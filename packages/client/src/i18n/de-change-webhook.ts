import type { enChangeWebhook } from './en-change-webhook.ts';
import type { Translated } from './texts.ts';

export const deChangeWebhook = {
  changeWebhook: {
    topics: {
      documents: {
        title: 'Änderungen an ein Programm melden',
        text: 'Für Programme, die eine Kopie Ihrer Dokumente vorhalten: Wir senden an diese Adresse, wenn eine Synchronisierung oder ein Einlesen der Berechtigungen etwas geändert hat. Die Nachricht sagt nur das und ist signiert.',
      },
      alerts: {
        title: 'Meldungen an ein Programm',
        text: 'Für Programme, die Ihre Leute informieren, zum Beispiel ein Chat oder ein Bereitschaftsdienst: Wir senden an diese Adresse, wenn eine Datenquelle jemanden braucht; Sie wählen, wann. Die Nachricht nennt die Datenquellen und ist signiert.',
      },
    },
    toldOf: 'Wann gemeldet wird',
    toldOfNothing: 'Wählen Sie mindestens einen Anlass, oder schalten Sie das Programm ab.',
    address: 'Adresse des Programms',
    placeholder: 'https://program.example/hook',
    invalid:
      'Geben Sie eine https-Adresse ohne Passwort ein, zum Beispiel https://program.example/hook.',
    add: 'Hinzufügen',
    states: {
      on: 'Ein',
      off: 'Aus',
      failing: 'Nicht angenommen',
    },
    delivered: 'Zuletzt angenommen: {when}',
    neverDelivered: 'Bisher gab es nichts zu melden.',
    offReasons: {
      switched_off: 'Abgeschaltet.',
      failed: 'Abgeschaltet: Das Programm hat fünf Tage lang nichts angenommen.',
      gone: 'Abgeschaltet: Das Programm hat geantwortet, dass es nicht mehr da ist (410).',
    },
    reasons: {
      refused:
        '{status, select, none {Das Programm hat mit einem Fehler geantwortet.} other {Das Programm hat mit {status} geantwortet.}}',
      gone: 'Das Programm hat geantwortet, dass es nicht mehr da ist (410).',
      not_allowed:
        'Diese Adresse liegt in einem internen Netzwerk, oder das Geheimnis lässt sich nicht mehr lesen. Wenden Sie sich an Ihren Betreiber (CHANGE_WEBHOOK_HOSTS), oder erstellen Sie ein neues Geheimnis.',
      not_reached: 'Das Programm war nicht erreichbar.',
      late: 'Das Programm hat nicht innerhalb von 15 Sekunden geantwortet.',
    },
    failedTimes:
      '{count, plural, one {Einmal fehlgeschlagen, {when}.} other {# Mal in Folge fehlgeschlagen, zuerst {when}.}}',
    nextAttempt: 'Nächster Versuch {when}.',
    test: 'Test senden',
    taken: 'Das Programm hat den Test angenommen ({status}).',
    switchOff: 'Abschalten',
    switchOn: 'Einschalten',
    rotate: 'Neues Geheimnis',
    remove: 'Entfernen',
    removeTitle: 'Dieses Programm nicht mehr informieren?',
    removeText: 'Seine Adresse und sein Geheimnis werden gelöscht.',
    removed: 'Das Programm wird nicht mehr über Änderungen informiert.',
    secretTitle: 'Das Geheimnis der Signaturen',
    secretOnce:
      'Kopieren Sie es jetzt: Es wird nicht noch einmal angezeigt. Das Programm braucht es, um unsere Nachrichten von anderen zu unterscheiden (Standard Webhooks).',
    secretBeside: 'Das alte Geheimnis signiert noch 24 Stunden neben diesem.',
    secret: 'Geheimnis',
    copySecret: 'Geheimnis kopieren',
    done: 'Fertig',
  },
} as const satisfies Translated<typeof enChangeWebhook>;
