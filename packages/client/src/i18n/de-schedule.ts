import type { enSchedule } from './en-schedule.ts';
import type { Translated } from './texts.ts';

export const deSchedule = {
  schedule: {
    title: 'Wann synchronisiert wird',
    choices: {
      manual: { label: 'Nur auf Anforderung', help: 'Mit „Jetzt synchronisieren“.' },
      hourly: { label: 'Jede Stunde', help: 'Zur vollen Stunde.' },
      every_hours: { label: 'Alle paar Stunden', help: 'Gezählt ab dem letzten Start.' },
      daily: { label: 'Jeden Tag', help: 'Zu einer Uhrzeit, die Sie wählen.' },
      cron: { label: 'Cron', help: 'Für Fachleute: Wochentage, einzelne Tage und mehr.' },
    },
    fields: {
      hours: 'Abstand in Stunden',
      time: 'Uhrzeit',
      timeZone: 'Zeitzone',
      expression: 'Cron',
    },
    help: { expression: 'Fünf Teile: Minute, Stunde, Tag, Monat, Wochentag.' },
    errors: {
      hours: 'Geben Sie eine ganze Zahl von 1 bis {max, number} ein.',
      time: 'Geben Sie eine Uhrzeit ein, zum Beispiel 06:30.',
      unknown_time_zone: 'Diese Zeitzone ist nicht bekannt.',
      unreadable:
        'Das lässt sich nicht als Cron lesen. Nötig sind fünf Teile, zum Beispiel 0 6 * * 1-5.',
      never: 'Dieser Zeitpunkt tritt nie ein.',
      too_often: 'Höchstens alle 15 Minuten.',
    },
    preview: 'Nächste Synchronisierung: {moment}',
    previewElsewhere: 'Nächste Synchronisierung: {moment} Ihrer Zeit',
    previewManual: 'Keine Synchronisierung startet von selbst.',
    previewPaused: 'Pausiert: Nichts startet, bis jemand den Zeitplan wieder aufnimmt.',
    words: {
      manual: 'Nur auf Anforderung',
      hourly: 'Jede Stunde',
      everyHours: '{hours, plural, one {Jede Stunde} other {Alle # Stunden}}',
      daily: 'Jeden Tag um\u00a0{time} ({zone})',
      cron: 'Cron {expression} ({zone})',
    },
  },
  pause: {
    pause: 'Zeitplan pausieren',
    resume: 'Wieder aufnehmen',
    done: '{name}: Keine Synchronisierung startet von selbst, bis jemand den Zeitplan wieder aufnimmt',
    resumed: '{name}: Geplante Synchronisierungen starten wieder',
    somebody: 'jemandem',
    byUser: 'Pausiert von {name} seit {since}. Keine Synchronisierung startet von selbst.',
    byFailures:
      '{count, plural, one {# Synchronisierung ist} other {# Synchronisierungen sind}} in Folge fehlgeschlagen, daher ist der Zeitplan seit {since} pausiert. Synchronisieren Sie von Hand, oder nehmen Sie ihn wieder auf, sobald die Ursache behoben ist.',
  },
} as const satisfies Translated<typeof enSchedule>;
