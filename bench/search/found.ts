import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentPage, documentPageSchema } from '@rita/contracts';
import { type Samples, startSamples } from '../sync/samples.ts';
import type { Line } from '../table.ts';
import { startBuild } from './build.ts';

const GOAL_TIMES = 1.3;
const FIRST = 5;

/** A question and parts of the titles of the pages that answer it. */
type Pair = { question: string; titles: string[] };

/** Questions that the first five documents answer, over the sample sources, beside an older build. */
export async function benchFound(roots: { own: string; base: string | undefined }): Promise<Line> {
  const samples = await startSamples({ pages: 1, latencyMs: 0 });
  try {
    const pairs = readPairs();
    const own = await countFound(roots.own, samples, pairs);
    const base =
      roots.base === undefined ? undefined : await countFound(roots.base, samples, pairs);
    return {
      name: `answered by the first ${FIRST}, of ${pairs.length} questions`,
      measured: String(own),
      floor: base === undefined ? '' : `base ${base}`,
      goal: `≥ ${GOAL_TIMES} × base`,
      isKept: base === undefined || own >= base * GOAL_TIMES,
    };
  } finally {
    await samples.stop();
  }
}

function readPairs(): Pair[] {
  const lines = readFileSync(join(import.meta.dirname, 'questions.txt'), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [question = '', titles = ''] = line.split(' => ');
      return { question, titles: titles.split(' | ') };
    });
}

async function countFound(root: string, samples: Samples, pairs: readonly Pair[]): Promise<number> {
  const { connector, stop } = await startBuild(root);
  try {
    const ids: string[] = [];
    for (const source of samples.listing) {
      const id = randomUUID();
      await connector.verify(id, source);
      const { result } = await connector.sync(id, source);
      if (result.status !== 'sync_completed') throw new Error(`a sync ended as ${result.status}`);
      ids.push(id);
    }
    let found = 0;
    for (const { question, titles } of pairs) {
      const asked = { tenant_id: 'bench', limit: FIRST, query: question, open_connections: ids };
      const page: DocumentPage = documentPageSchema.parse(
        await connector.ask('/documents/search', asked),
      );
      if (page.data.some(({ title }) => titles.some((part) => title.includes(part)))) found += 1;
    }
    return found;
  } finally {
    await stop();
  }
}
