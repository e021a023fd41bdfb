import type { enSamples } from './en-samples.ts';
import type { Translated } from './texts.ts';

export const deSamples = {
  samples: {
    title: 'Nur zum Umsehen hier?',
    text: 'Neben dieser App läuft eine erfundene Firma mit {names}. Ein Klick beweist den Zugang zu allem und liest es ein, in denselben Schritten wie bei einer echten Quelle.',
    connect: 'Mit Beispieldaten ausprobieren',
    goOn: 'Mit den Beispieldaten weitermachen',
    running: 'Wird verbunden…',
    runningTitle: 'Die Beispieldaten werden verbunden',
    runningText:
      'Sie können inzwischen andere Seiten besuchen; lassen Sie nur diesen Tab geöffnet.',
    readyTitle: 'Die Beispieldaten sind bereit',
    partlyTitle: '{ready, number} von {total, number} Beispielen sind bereit',
    readyText:
      'Alle finden nur, was sie an der Quelle öffnen dürften. Die Beispiele kennen Sie nicht; Sie finden daher, was allen offensteht.',
    search: 'Dokumente durchsuchen',
    otherEyes:
      'Diese zwei Personen kennen die Beispiele; sie finden andere Dokumente als Sie und als einander. Melden Sie sich ab, um als Sie selbst zurückzukommen.',
    putAway: 'Die Beispieldaten ausblenden',
    list: 'Beispieldaten',
    said: '{ready, number} von {total, number} Beispielen sind bereit',
    tryOne: 'Das Beispiel versuchen',
    states: {
      open: 'noch nicht verbunden',
      checking: 'Zugang wird geprüft…',
      proven: 'Zugang ist bewiesen',
      chosen: 'Zugang ist bewiesen, noch nichts gelesen',
      reading: 'wird gelesen…',
      waitsForTurn: 'wartet, bis es an der Reihe ist',
      readSoFar: 'wird gelesen, bisher {documents}',
      readOf: 'wird gelesen, {done, number} von {documents}',
      permissions: 'Berechtigungen werden eingelesen…',
      ready: 'bereit, {documents}',
      refused: 'konnte nicht verbunden werden: {problem}',
      failed: 'konnte nicht gelesen werden: {problem}',
    },
  },
} as const satisfies Translated<typeof enSamples>;
