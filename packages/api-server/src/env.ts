import { newPasswordSchema, SIGN_UP_POLICIES, thumbprintSchema } from '@rita/contracts';
import { envList, envLogLevel, envNumber, readEnv } from '@rita/platform/env';
import { isAddressOrNetwork, readNamedHost } from '@rita/platform/named-hosts';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { z } from 'zod';
import { parseKnownClients } from './features/oauth/known-clients.ts';
import { isEasilyGuessed } from './features/session/password-rules.ts';

const httpAddress = z.url({
  protocol: /^https?$/,
  error: (issue) => (issue.input === undefined ? 'is missing' : 'must be an http(s) address'),
});

const envFlag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((text) => text === 'true');

const envSchema = z
  .object({
    PORT: envNumber({ min: 0, max: 65_535, default: 3000 }),
    HOST: z.string().default('0.0.0.0'),
    /** Address that browsers use; `http://localhost:$PORT` when absent. */
    PUBLIC_URL: httpAddress.optional(),
    DATA_DIR: z.string().default('.data'),
    DATABASE_URL: z.string().optional(),
    DATABASE_POOL_SIZE: envNumber({ min: 2, max: 100, default: 10 }),
    /** Absent: status messages arrive by signed HTTP only. */
    AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'must be an amqp(s) address' }).optional(),
    DATA_SOURCE_STATUS_QUEUE: z.string().min(1).max(200).default('data_source_status'),
    /** Of the broker's management API: whether it drops messages is told nowhere else. */
    RABBITMQ_MANAGEMENT_URL: httpAddress.optional(),
    /** Whether messages on the queue count only with the signature of a webhook. */
    REQUIRE_SIGNED_STATUS: envFlag,
    CONNECTOR_WEBHOOK_URL: httpAddress,
    CONNECTOR_WEBHOOK_SECRET: z
      .string('is missing')
      .refine(isWebhookSecret, 'must be whsec_ and base64'),
    CONNECTOR_AUTH_HEADER: z
      .string()
      .max(4_000)
      .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII')
      .optional(),
    /** Thumbprints of the connector's root keys; absent: the first one seen is trusted. */
    CONNECTOR_ROOT_KEY: envList(readThumbprint),
    /** `optional`: plain credentials are taken for a connector that never showed a key. */
    SEALED_CREDENTIALS: z
      .enum(['required', 'optional'], 'must be required or optional')
      .default('required'),
    AUTH_SECRET: z.string('is missing').min(32, 'must have at least 32 characters'),
    OIDC_ISSUER: httpAddress.optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp(s) address' }).optional(),
    MAIL_FROM: z.string().max(320).default('Rita Data Sources <rita@localhost>'),
    /** Whether names below that of PUBLIC_URL have https as well. */
    HSTS_SUBDOMAINS: envFlag,
    /** Whose X-Forwarded-For is believed: everybody's with `true`, or that of these balancers. */
    TRUST_PROXY: envList(readProxy).transform(trustOf),
    /** `off`, or the address of a listing of sample servers. */
    SAMPLE_SOURCES: z.union([z.enum(['on', 'off']), httpAddress]).default('off'),
    SEED_EMAIL: z.email('must be an e-mail address').optional(),
    SEED_PASSWORD: newPasswordSchema
      .refine((value) => !isEasilyGuessed(value), 'is among the first that anybody would try')
      .optional(),
    /** Who may make an account; embedded mode sets `open`. */
    SIGN_UP: z.enum(SIGN_UP_POLICIES, 'must be open, invited or closed').default('invited'),
    SESSION_IDLE_HOURS: envNumber({ min: 0.01, max: 8_760, default: 24 }),
    SESSION_MAX_DAYS: envNumber({ min: 0.01, max: 365, default: 14 }),
    WEBHOOK_ACCEPT_SECONDS: envNumber({ min: 1, max: 3_600, default: 60 }),
    VERIFY_DEADLINE_SECONDS: envNumber({ min: 1, max: 3_600, default: 120 }),
    SYNC_SILENCE_SECONDS: envNumber({ min: 1, max: 86_400, default: 600 }),
    SYNC_DEADLINE_HOURS: envNumber({ min: 0.001, max: 720, default: 24 }),
    REQUESTS_PER_MINUTE: envNumber({ min: 10, max: 1_000_000, default: 1_200 }),
    /** Searches and documents in a minute. */
    READS_PER_PERSON: envNumber({ min: 1, max: 1_000_000, default: 300 }),
    READS_PER_ORGANIZATION: envNumber({ min: 1, max: 10_000_000, default: 3_000 }),
    /** Event streams at once in one process; a browser has one, however many tabs it shows. */
    STREAMS_PER_PERSON: envNumber({ min: 1, max: 1_000_000, default: 20 }),
    SIGN_IN_PER_ADDRESS: envNumber({ min: 1, max: 1_000_000, default: 60 }),
    SIGN_IN_PER_ACCOUNT: envNumber({ min: 1, max: 1_000_000, default: 10 }),
    SIGN_UP_PER_ADDRESS: envNumber({ min: 1, max: 1_000_000, default: 30 }),
    /** Origins of browser clients that may call POST /mcp, comma-separated; others are refused. */
    MCP_ORIGINS: envList(readOrigin),
    /** Hosts that programs may be told of changes at although their addresses are not public. */
    CHANGE_WEBHOOK_HOSTS: envList((entry) => readNamedHost(entry)),
    /** Whether assistants may register themselves; some have no other way. */
    OAUTH_REGISTRATION: z.enum(['on', 'off'], 'must be on or off').default('on'),
    /** Clients that are known beforehand, as a list in JSON (docs/assistants.md). */
    OAUTH_CLIENTS: z.string().default('[]').transform(parseKnownClients),
    /** How long it goes on answering after SIGTERM, for load balancers to turn away. */
    DRAIN_SECONDS: envNumber({ min: 0, max: 8, default: 2 }),
    /** Whoever sends it may read /metrics; absent: nobody. */
    METRICS_TOKEN: z
      .string()
      .regex(/^\S{16,}$/, 'must have at least 16 characters and no spaces')
      .optional(),
    LOG_LEVEL: envLogLevel,
  })
  .refine((env) => allOrNone(env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET), {
    path: ['OIDC_ISSUER'],
    error: 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together',
  })
  .refine((env) => allOrNone(env.SEED_EMAIL, env.SEED_PASSWORD), {
    path: ['SEED_EMAIL'],
    error: 'SEED_EMAIL and SEED_PASSWORD belong together',
  });

export type ApiEnv = z.output<typeof envSchema>;

/** Reads the app's environment once. Throws `EnvError`, which names every bad variable. */
export function readApiEnv(source?: Record<string, string | undefined>): ApiEnv {
  return readEnv(envSchema, source);
}

function allOrNone(...values: unknown[]): boolean {
  const given = values.filter((value) => value !== undefined).length;
  return given === 0 || given === values.length;
}

/** Names that Fastify knows for networks. */
const PROXY_NAMES = ['loopback', 'linklocal', 'uniquelocal'];
const EVERYBODY = ['true', 'false'];

function readProxy(entry: string): string {
  if ([...PROXY_NAMES, ...EVERYBODY].includes(entry) || isAddressOrNetwork(entry)) return entry;
  throw new Error(`“${entry}” is neither an address nor a network`);
}

/** As Fastify takes it. */
function trustOf(proxies: string[], context: z.RefinementCtx): boolean | string[] {
  const [first = 'false', ...others] = proxies;
  if (others.length === 0 && EVERYBODY.includes(first)) return first === 'true';
  const misplaced = proxies.find((entry) => EVERYBODY.includes(entry));
  if (misplaced === undefined) return proxies;
  context.addIssue(`“${misplaced}” can only stand alone`);
  return z.NEVER;
}

function readOrigin(entry: string): string {
  const origin = URL.canParse(entry) ? new URL(entry).origin : '';
  if (/^https?:/.test(origin) && [origin, `${origin}/`].includes(entry)) return origin;
  throw new Error(`“${entry}” is not an origin, such as https://app.example`);
}

function readThumbprint(entry: string): string {
  if (thumbprintSchema.safeParse(entry).success) return entry;
  throw new Error(`“${entry}” is not a thumbprint of 43 characters`);
}

function isWebhookSecret(secrets: string): boolean {
  try {
    createWebhookSigner(secrets);
    return true;
  } catch {
    return false;
  }
}
