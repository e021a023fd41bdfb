import type { enPreview } from './en-preview.ts';
import type { Translated } from './texts.ts';

export const dePreview = {
  preview: {
    title: 'Was würde eine Synchronisierung tun?',
    look: 'Synchronisierung vorab ansehen',
    explanation: 'Sieht in der Quelle nach und zählt. Nichts wird geschrieben.',
    running: 'Wird nachgesehen… bisher {documents}',
    runningOf: 'Wird nachgesehen… {seen, number} von {documents}',
    waiting: 'Die Quelle hat um eine Pause gebeten; weiter ab {time}.',
    none: 'Eine Synchronisierung würde nichts ändern.',
    ended: 'Die Vorschau endete, bevor sie etwas gefunden hatte.',
    sentence: 'Eine Synchronisierung würde {changes} ({noun}).',
    partial:
      'Die Quelle ist groß, daher endete die Vorschau nach einigen Minuten: Mindestens so viele sind es. Was entfernt würde, ist nicht bekannt.',
    held: 'So viele Löschungen würden die Synchronisierung anhalten, und Sie würden gefragt.',
    failed:
      '{count, plural, one {# konnte nicht gelesen werden.} other {# konnten nicht gelesen werden.}}',
    places: 'Änderungen nach Ort',
    place: 'Wo',
    noPlace: 'Anderswo',
    added: 'Hinzugefügt',
    changed: 'Geändert',
    removed: 'Entfernt',
    examples: 'Zum Beispiel',
  },
} as const satisfies Translated<typeof enPreview>;
