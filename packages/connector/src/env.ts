import { envLogLevel, envNumber, readEnv } from '@rita/platform/env';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { z } from 'zod';
import { CONVERSION_LIMITS } from './convert/limits.ts';
import { parseEgressAllow } from './egress/address-rules.ts';
import { readMasterKeys } from './vault/master-keys.ts';

const vaultKey = z.string('is missing').transform(readWith(readMasterKeys));

const envObject = z.object({
  PORT: envNumber({ min: 0, max: 65_535, default: 3001 }),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.string().optional(),
  CONNECTOR_NAME: z.string().max(200).default('rita-connector'),
  CONNECTOR_WEBHOOK_SECRET: z
    .string('is missing')
    .refine((secrets) => works(() => createWebhookSigner(secrets)), 'must be whsec_ and base64'),
  /** Present: status messages go out by this broker. Absent: by signed HTTP. */
  AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'must be an amqp(s) address' }).optional(),
  DATA_SOURCE_STATUS_QUEUE: z.string().min(1).max(200).default('data_source_status'),
  STATUS_CALLBACK_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .optional(),
  VAULT_KEY: vaultKey,
  EGRESS_ALLOW: z.string().default('').transform(readWith(parseEgressAllow)),
  /** Connections for searches and documents; half of them at most for one organization. */
  READING_POOL_SIZE: envNumber({ min: 2, max: 100, default: 4 }),
  /** A search that takes the database longer is broken off. */
  READING_SECONDS: envNumber({ min: 0.1, max: 60, default: 3 }),
  SOURCE_REQUESTS_PER_SECOND: envNumber({ min: 0.1, max: 1000, default: 50 }),
  HEARTBEAT_SECONDS: envNumber({ min: 1, max: 3600, default: 15 }),
  /** A sync that would remove more than both of these is held until somebody decides. */
  HOLD_DELETIONS_ABOVE_COUNT: envNumber({ min: 0, max: 1_000_000_000, default: 10 }),
  HOLD_DELETIONS_ABOVE_SHARE: envNumber({ min: 0, max: 1, default: 0.2 }),
  SYNC_CONCURRENCY: envNumber({ min: 1, max: 100, default: 2 }),
  VERIFY_CONCURRENCY: envNumber({ min: 1, max: 100, default: 4 }),
  /** Readings of permissions at once in one process. */
  ACCESS_CHECK_CONCURRENCY: envNumber({ min: 1, max: 100, default: 2 }),
  /** Permissions and people that were read longer ago let nobody in. */
  ACCESS_STALE_LIMIT_HOURS: envNumber({ min: 0, max: 8760, default: 24 }),
  PREVIEW_CONCURRENCY: envNumber({ min: 1, max: 100, default: 1 }),
  /** Threads that convert documents, each of up to 250 MB; no organization has all of them. */
  CONVERSION_THREADS: envNumber({ min: 2, max: 64, default: CONVERSION_LIMITS.workers }),
  /** How long it goes on answering after SIGTERM, for load balancers to turn away. */
  DRAIN_SECONDS: envNumber({ min: 0, max: 8, default: 2 }),
  /** Whoever sends it may read /metrics; absent: nobody. */
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, 'must have at least 16 characters and no spaces')
    .optional(),
  LOG_LEVEL: envLogLevel,
});

const envSchema = envObject.refine(
  (env) => env.AMQP_URL !== undefined || env.STATUS_CALLBACK_URL !== undefined,
  { path: ['STATUS_CALLBACK_URL'], error: 'is missing, and so is AMQP_URL' },
);

export type ConnectorEnv = z.output<typeof envSchema>;

/** Reads the connector's environment. Throws `EnvError`, which names every bad variable. */
export function readConnectorEnv(source?: Record<string, string | undefined>): ConnectorEnv {
  return readEnv(envSchema, source);
}

/** What it takes to look after the connector's keys while it runs. */
const keyEnvSchema = z.object({ DATABASE_URL: z.string('is missing'), VAULT_KEY: vaultKey });

/** Throws `EnvError`, which names every bad variable. */
export function readKeyEnv(source?: Record<string, string | undefined>) {
  return readEnv(keyEnvSchema, source);
}

/** A transform that turns the reader's own error into an issue; readers never quote the value. */
function readWith<T>(read: (text: string) => T) {
  return (text: string, context: z.RefinementCtx): T => {
    try {
      return read(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  };
}

function works(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
