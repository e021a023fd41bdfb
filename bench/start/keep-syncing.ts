import { setTimeout as wait } from 'node:timers/promises';
import type { DataSourceConnection, SampleSource } from '@rita/contracts';
import { sealedVerification } from '../../scripts/testing/sealed-verification.ts';
import { signUp } from '../live/sign-up.ts';

const LOOK_EVERY_MS = 1_000;
const VERIFIED_WITHIN_MS = 60_000;

/**
 * Connects all sample sources of a product and syncs each again as soon as its sync is over.
 *
 * @returns how many syncs were begun
 */
export async function keepSyncing(url: string, minutes: number): Promise<number> {
  const { cookie } = await signUp(url);
  const api = apiOf(url, cookie);
  await connectSamples(api);
  const endsAt = performance.now() + minutes * 60_000;
  let begun = 0;
  while (performance.now() < endsAt) {
    const { data } = await api.read<{ data: DataSourceConnection[] }>('/api/data-sources');
    for (const { id, status } of data) {
      if (status !== 'idle') continue;
      await api.send('POST', `/api/data-sources/${id}/sync`, {});
      begun += 1;
    }
    await wait(LOOK_EVERY_MS);
  }
  return begun;
}

type Api = {
  read: <T>(path: string) => Promise<T>;
  send: (method: 'POST' | 'PUT', path: string, body: unknown) => Promise<void>;
};

function apiOf(url: string, cookie: string): Api {
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie, origin: url, 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }
  return {
    read: async <T>(path: string) => (await (await ask(path)).json()) as T,
    send: async (method, path, body) => {
      await ask(path, { method, body: JSON.stringify(body) });
    },
  };
}

async function connectSamples(api: Api): Promise<void> {
  const samples = await api.read<{ data: SampleSource[] }>('/api/sample-sources');
  const list = () => api.read<{ data: DataSourceConnection[] }>('/api/data-sources');
  const sampleOf = ({ type }: DataSourceConnection): SampleSource => {
    const sample = samples.data.find((one) => one.type === type);
    if (sample === undefined) throw new Error(`there is no sample of ${type}`);
    return sample;
  };
  for (const connection of (await list()).data) {
    const sample = sampleOf(connection);
    const body = await sealedVerification(api.read, connection.id, sample);
    await api.send('POST', `/api/data-sources/${connection.id}/verify`, body);
  }
  const giveUpAt = performance.now() + VERIFIED_WITHIN_MS;
  const isReady = ({ last_verification_at }: DataSourceConnection) => last_verification_at !== null;
  while (!(await list()).data.every(isReady)) {
    if (performance.now() > giveUpAt) throw new Error('the samples were not verified');
    await wait(LOOK_EVERY_MS);
  }
  for (const connection of (await list()).data) {
    const { settings } = sampleOf(connection);
    await api.send('PUT', `/api/data-sources/${connection.id}`, { enabled: true, settings });
  }
}
