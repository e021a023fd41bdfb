import { boundSettings, CATALOGUE, credentialsSchema, sourceTypeOf } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { ConversionPool } from '../convert/pool.ts';
import type { Egress } from '../egress/egress.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { Database } from '../platform/db/tables.ts';
import type { Drivers } from '../sources/registry.ts';
import { type SourceContext, type SourceDriver, SourceError } from '../sources/source.ts';
import { sourceConvert } from '../sources/source-convert.ts';
import type { Mask } from '../vault/mask-secrets.ts';
import { createMask } from '../vault/mask-secrets.ts';
import type { CredentialSet, Vault } from '../vault/vault.ts';
import type { Attempt, Run } from './run.store.ts';

/** What performing runs needs. */
export type RunDeps = {
  database: Database;
  vault: Vault;
  egress: Egress;
  conversions: ConversionPool;
  drivers: Drivers;
  log: Log;
  heartbeatSeconds: number;
  /** A sync that would remove more than both is held. */
  holdDeletionsAbove: { count: number; share: number };
  /** Called after a message was put out. */
  wakeOutbox: () => void;
};

/** One start of a run, on its way. */
export type Work = {
  deps: RunDeps;
  run: Run;
  held: Attempt;
  signal: AbortSignal;
  /** Masks with the secrets of the run, as soon as they are known. */
  masking: { mask: Mask };
};

/** As much of a run as it takes to call a source. */
export type Asking = {
  deps: Pick<RunDeps, 'egress' | 'conversions'>;
  run: Pick<Run, 'connection_type' | 'settings' | 'tenant_id'>;
  masking: Work['masking'];
};

/** Throws `SourceError` `driver_missing`. */
export async function requireDriver({ deps, run }: Work): Promise<SourceDriver> {
  const driver = deps.drivers[run.connection_type];
  if (driver === 'missing') {
    const { name } = CATALOGUE[run.connection_type];
    throw new SourceError('driver_missing', `This connector cannot read ${name} yet`);
  }
  return driver();
}

/**
 * Everything a driver gets. Refuses credentials that were entered for another address or account
 * (`settings_not_verified`), so that a changed setting cannot send a secret elsewhere.
 */
export function createContext(
  work: Asking,
  set: CredentialSet,
  options: { signal: AbortSignal; onWaiting?: (until: Date | null) => void },
): SourceContext<never, never> {
  const { run, deps } = work;
  const credentials = credentialsSchema(run.connection_type).safeParse(set.credentials);
  // As they were entered and as they are sent: a token goes without the blanks that came with it.
  const taken = Object.values(credentials.data ?? {}).filter((value) => typeof value === 'string');
  work.masking.mask = createMask([...Object.values(set.credentials), ...taken]);
  requireSameBinding(run, set);
  const settings = sourceTypeOf(run.connection_type).settings.safeParse(run.settings);
  if (!settings.success) {
    throw new SourceError('not_configured', 'The settings of this connection are not complete');
  }
  if (!credentials.success) {
    throw new SourceError('credentials_required', 'The credentials do not fit this type of source');
  }
  return {
    settings: settings.data as never,
    credentials: credentials.data as never,
    http: deps.egress.openHttp(options),
    convert: sourceConvert(deps.conversions.for(run.tenant_id, options.signal)),
    signal: options.signal,
    now: () => new Date(),
  };
}

function requireSameBinding(run: Asking['run'], set: CredentialSet): void {
  const wanted = canonicalJson(boundSettings(run.connection_type, run.settings));
  if (wanted === canonicalJson(set.boundSettings)) return;
  throw new SourceError(
    'settings_not_verified',
    'The address or account is not the one that the secret was entered for',
  );
}

/** The promise, or the signal's reason if that comes first: a driver that hangs holds nobody up. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  promise.catch(() => {});
  return Promise.race([promise, aborted]).finally(() =>
    signal.removeEventListener('abort', onAbort),
  );
}
