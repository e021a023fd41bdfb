import { randomUUID } from 'node:crypto';
import type { CheckAccessWebhookPayload } from '@rita/contracts';
import { optionOf } from '../option-of.ts';
import type { BenchConnector, Performed } from '../sync/connector.ts';
import { startSamples } from '../sync/samples.ts';
import type { Line } from '../table.ts';

const PAGES = 20_000;
const MOST_SHARE = 0.03;

/** How many calls a reading of unchanged pages makes beside those of the sync that read them. */
export async function measureUnchanged(
  connector: BenchConnector,
  people: CheckAccessWebhookPayload['people'],
): Promise<Line> {
  const pages = Number(optionOf('--pages') ?? PAGES);
  const samples = await startSamples({ pages, latencyMs: 0 });
  try {
    const source = { type: 'confluence' as const, ...samples.large };
    const id = randomUUID();
    await connector.verify(id, source);
    await samples.takeCalls();
    await connector.sync(id, source);
    const { length: full } = await samples.takeCalls();
    const { seconds, result } = await connector.checkAccess(id, source, people);
    const { length: calls } = await samples.takeCalls();
    if (documentsOf(result) !== pages) {
      throw new Error(`permissions of ${documentsOf(result)} documents instead of ${pages}`);
    }
    return {
      name: `permissions of ${pages} unchanged pages read`,
      measured: `${calls} calls (${((100 * calls) / full).toFixed(1)} %), ${seconds.toFixed(1)} s`,
      floor: `sync ${full} calls`,
      goal: `≤ ${100 * MOST_SHARE} %`,
      isKept: calls <= full * MOST_SHARE,
    };
  } finally {
    await samples.stop();
  }
}

export function documentsOf(result: Performed['result']): number {
  if (result.status !== 'access_completed') throw new Error(`ended as ${JSON.stringify(result)}`);
  return 'documents_processed' in result ? (result.documents_processed ?? 0) : 0;
}
