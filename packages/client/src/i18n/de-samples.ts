import type { enSamples } from './en-samples.ts';
import type { Translated } from './texts.ts';

export const deSamples = {
  samples: {
    title: 'Möchten Sie sich nur umsehen?',
    text: 'Neben dieser App läuft eine erfundene Firma mit {names}. Ein Klick weist den Zugang zu allem nach und liest es ein, in denselben Schritten wie bei einer echten Quelle.',
    connect: 'Beispieldaten ausprobieren',
    goOn: 'Mit den Beispieldaten weitermachen',
    running: 'Wird verbunden…',
    runningTitle: 'Die Beispieldaten werden verbunden',
    runningText:
      'Sie können inzwischen andere Seiten besuchen; lassen Sie nur diesen Tab geöffnet.',
    readyTitle: 'Die Beispieldaten sind bereit',
    partlyTitle: '{ready, number} von {total, number} Beispielen sind bereit',
    readyText:
      'Alle finden nur, was sie in der Quelle öffnen dürften. Sie selbst sind dort nicht bekannt und finden daher, was allen offensteht.',
    search: 'Dokumente durchsuchen',
    otherEyes:
      'In den Beispielen gibt es diese zwei Personen. Jede findet andere Dokumente, und beide finden andere als Sie selbst. Melden Sie sich ab, um als Sie selbst zurückzukommen.',
    putAway: 'Die Beispieldaten ausblenden',
    list: 'Beispieldaten',
    said: '{ready, number} von {total, number} Beispielen sind bereit',
    tryOne: 'Beispiel ausprobieren',
    states: {
      open: 'noch nicht verbunden',
      checking: 'Zugang wird geprüft…',
      proven: 'Zugang ist nachgewiesen',
      chosen: 'Zugang ist nachgewiesen, noch nichts gelesen',
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
