import type { AddressInfo } from 'node:net';
import type { SampleSource } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import { buildApp } from './app.ts';
import { openDeps } from './deps.ts';
import type { ApiEnv } from './env.ts';
import { SWEEP_INTERVAL_MS, sweep } from './features/runs/sweep.ts';
import { seedOwner } from './features/session/seed-owner.ts';

export type ApiServer = {
  /** Where it listens. */
  url: string;
  close: () => Promise<void>;
};

/** Opens everything, listens, and begins the background work. Closing ends all of it, in reverse. */
export async function startApiServer(options: {
  env: ApiEnv;
  log: Log;
  sampleSources?: readonly SampleSource[];
}): Promise<ApiServer> {
  const { env } = options;
  const { deps, close: closeDeps } = await openDeps(options);
  try {
    if (env.SEED_EMAIL !== undefined && env.SEED_PASSWORD !== undefined) {
      await seedOwner(deps.db, { email: env.SEED_EMAIL, password: env.SEED_PASSWORD });
    }
    const app = await buildApp(deps);
    await app.listen({ port: env.PORT, host: env.HOST });
    const { port } = app.server.address() as AddressInfo;
    deps.background.repeat('sweep', SWEEP_INTERVAL_MS, () => sweep(deps));
    deps.background.repeat('ping the listener', SWEEP_INTERVAL_MS, deps.listening.ping);
    const host = env.HOST === '0.0.0.0' || env.HOST === '::' ? 'localhost' : env.HOST;
    return {
      url: `http://${host}:${port}`,
      close: async () => {
        await app.close();
        await closeDeps();
      },
    };
  } catch (error) {
    await closeDeps();
    throw error;
  }
}
