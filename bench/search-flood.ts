import { setTimeout as wait } from 'node:timers/promises';
import { signUp } from './live/sign-up.ts';
import { untilIndexed } from './search/build.ts';
import {
  type Asker,
  fillDocuments,
  p95Of,
  searchAs,
  startSearchServices,
} from './search/others.ts';
import { median, printTable } from './table.ts';

const ROUNDS = 5;
/** As many as took the connector from all others, before there was a limit. */
const FLOODERS = 15;
const GOAL_TIMES = 2;
const DOCUMENTS = { large: 6_000, small: 1_000 };
/** Sixteen that stand in most documents, so that most have to be ranked. */
const EXPENSIVE = Array.from({ length: 16 }, (_, at) => `w${at}`).join(' or ');

/** What others wait for their searches beside one member who searches without end, and alone. */
export async function benchSearchFlood(): Promise<boolean> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    // Without the limits of a minute, which would end the flood before it was measured.
    const { url, connectorDatabaseUrl } = await startSearchServices(stops);
    const flooder = await signUp(url);
    const other = await signUp(url);
    await fillDocuments(connectorDatabaseUrl, flooder, DOCUMENTS.large);
    await fillDocuments(connectorDatabaseUrl, other, DOCUMENTS.small);
    await untilIndexed(connectorDatabaseUrl);
    return printTable([await measure({ url, user: other }, { url, user: flooder })]);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function measure(other: Asker, flooder: Asker) {
  await p95Of(other);
  const alone: number[] = [];
  const beside: number[] = [];
  const flooded = { answered: 0, refused: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(await p95Of(other));
    const stop = startFlood(flooder, flooded);
    // Until it is in full spate.
    await wait(500);
    beside.push(await p95Of(other));
    await stop();
  }
  const times = median(beside) / median(alone);
  return {
    name: `others’ searches beside ${FLOODERS} without end (${flooded.answered} answered, ${flooded.refused} refused)`,
    measured: `${times.toFixed(2)} × (p95 ${median(beside).toFixed(1)} ms)`,
    floor: `${median(alone).toFixed(1)} ms`,
    goal: `< ${GOAL_TIMES} ×`,
    isKept: times < GOAL_TIMES,
  };
}

function startFlood(asker: Asker, count: { answered: number; refused: number }) {
  let isOver = false;
  const flooders = Array.from({ length: FLOODERS }, async () => {
    while (!isOver) {
      const status = await searchAs(asker, EXPENSIVE);
      if (status === 200) count.answered += 1;
      else if (status === 429) count.refused += 1;
      else throw new Error(`the flood was answered with ${status}`);
      // A browser needs as long to send the next one.
      if (status === 429) await wait(20);
    }
  });
  return async () => {
    isOver = true;
    await Promise.all(flooders);
  };
}
