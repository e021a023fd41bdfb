import type { AddressInfo } from 'node:net';
import { isWeakSecret, WEAK_SECRET_ADVICE } from '@rita/platform/signed-webhook';
import { buildApp } from './app.ts';
import { type AppDeps, type OpenOptions, openDeps } from './deps.ts';
import { TELL_INTERVAL_MS, tellAlerts } from './features/alerts/tell-alerts.ts';
import { CLOCK_INTERVAL_MS, watchClock } from './features/alerts/watch-clock.ts';
import { CLEAN_UP_INTERVAL_MS, sweepAssistants } from './features/assistants/assistants.store.ts';
import { SEAL_INTERVAL_MS, sealAuditLog } from './features/audit/seal-audit-log.ts';
import {
  DELIVERY_INTERVAL_MS,
  deliverChangeWebhooks,
} from './features/change-webhooks/deliver-webhooks.ts';
import { auditPlainAllowed } from './features/connector/audit-plain-allowed.ts';
import { endLapsedLinks } from './features/credential-links/end-links.ts';
import { RECHECK_INTERVAL_MS, recheckDomains } from './features/domains/check-domain.ts';
import { ADOPT_INTERVAL_MS, adoptRuns } from './features/runs/look-at-runs.ts';
import { SWEEP_INTERVAL_MS, sweep } from './features/runs/sweep.ts';
import { joinSampleReaders } from './features/session/sample-readers.ts';
import { seedOwner } from './features/session/seed-owner.ts';
import { isOpenToListeners } from './platform/http/host.ts';

export { type ApiEnv, readApiEnv } from './env.ts';

export type ApiServer = {
  /** Where it listens. */
  url: string;
  close: () => Promise<void>;
  /** Asks load balancers to send no more, and waits `DRAIN_SECONDS` for that; before `close`. */
  drain: () => Promise<void>;
  /** What it works with; for whoever runs it in the same process. */
  deps: AppDeps;
};

/** Opens everything, listens, and begins the background work. Closing ends all of it, in reverse. */
export async function startApiServer(options: OpenOptions): Promise<ApiServer> {
  const { env } = options;
  const { deps, close: closeDeps } = await openDeps(options);
  try {
    if (env.SEED_EMAIL !== undefined && env.SEED_PASSWORD !== undefined) {
      await seedOwner(deps.auth, { email: env.SEED_EMAIL, password: env.SEED_PASSWORD });
    }
    const { sampleReaders = [] } = options;
    await deps.db.transaction().execute((trx) => joinSampleReaders(trx, sampleReaders));
    if (env.SEALED_CREDENTIALS === 'optional') await auditPlainAllowed(deps);
    if (isOpenToListeners(deps.publicUrl)) {
      const fields = { security_event: 'no_tls', address: deps.publicUrl };
      deps.log.warn(fields, 'browsers come without TLS: set PUBLIC_URL to an https address');
    }
    if (isWeakSecret(env.CONNECTOR_WEBHOOK_SECRET)) {
      deps.log.warn({ security_event: 'weak_webhook_secret' }, WEAK_SECRET_ADVICE);
    }
    const app = await buildApp(deps);
    await app.listen({ port: env.PORT, host: env.HOST });
    const { port } = app.server.address() as AddressInfo;
    deps.background.repeat('sweep', SWEEP_INTERVAL_MS, () => sweep(deps));
    deps.background.start('adopt runs', () => adoptRuns(deps));
    deps.background.repeat('adopt runs', ADOPT_INTERVAL_MS, () => adoptRuns(deps));
    deps.background.repeat('end links for credentials', SWEEP_INTERVAL_MS, () =>
      endLapsedLinks(deps.db),
    );
    deps.background.repeat('seal the audit log', SEAL_INTERVAL_MS, () =>
      sealAuditLog(deps, deps.background.signal),
    );
    deps.background.repeat('check domains', RECHECK_INTERVAL_MS, async () => {
      await recheckDomains(deps);
    });
    deps.background.repeat('tell programs of changes', DELIVERY_INTERVAL_MS, () =>
      deliverChangeWebhooks({ ...deps, ...deps.changeWebhooks }),
    );
    deps.background.repeat('watch the clock', CLOCK_INTERVAL_MS, () => watchClock(deps));
    deps.background.repeat('tell of alerts', TELL_INTERVAL_MS, () =>
      tellAlerts({ ...deps, mailer: deps.auth.mailer }),
    );
    deps.background.repeat('clean up after assistants', CLEAN_UP_INTERVAL_MS, () =>
      sweepAssistants(deps.db),
    );
    deps.background.repeat('ping the listener', SWEEP_INTERVAL_MS, deps.listening.ping);
    const host = env.HOST === '0.0.0.0' || env.HOST === '::' ? 'localhost' : env.HOST;
    return {
      deps,
      url: `http://${host}:${port}`,
      drain: () => app.drain.begin(env.DRAIN_SECONDS * 1_000),
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
