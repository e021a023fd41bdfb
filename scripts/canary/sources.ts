import { randomUUID } from 'node:crypto';
import { createCertificate } from '@rita/test-kit';
import {
  ALLOWED_DATA_SOURCE_TYPES,
  type DataSourceType,
  sourceTypeOf,
} from '../../packages/contracts/src/index.ts';
import type { Resources } from '../../packages/platform/src/resources.ts';
import {
  startSampleConfluence,
  startSampleServiceNow,
  startSampleSharePoint,
  startSampleWebsearch,
} from '../../packages/sample-sources/src/index.ts';
import { type EchoFront, startEchoFront } from './echo-front.ts';

type Entered = { settings: Record<string, unknown>; credentials: Record<string, string> };
/** What somebody enters for one way of signing in, and the secrets among it. */
export type Marked = { type: DataSourceType; method: string; entered: Entered; secrets: string[] };

export type Sources = {
  /** One for each type, right as they are. */
  good: { type: DataSourceType; entered: Entered; secrets: string[] }[];
  /** One for each way of signing in of each type; refused with an echo. */
  refused: Marked[];
  /** Another one of those, to be held back until `release`. */
  held: Marked;
  release: () => void;
  /** Of all fronts. */
  seen: () => Set<string>;
  origins: string[];
};

/** Signs that each encoding writes in its own way. */
const ODD_SIGNS = '/"<ä>&+\\ x';
const marker = (label: string) => `kanarie-${label}-${randomUUID()}${ODD_SIGNS}`;

/** The sample sources, and in front of each one that echoes what it refuses. */
export async function startSources(resources: Resources): Promise<Sources> {
  const marks: string[] = [];
  const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
  const heldMark =
    asTaken('confluence', 'api_token', { api_token: marker('held') }).api_token ?? '';
  const fronts: EchoFront[] = [];
  const keep = <T extends { close: () => Promise<unknown> }>(one: T): T => {
    resources.add('source', one.close);
    return one;
  };
  const front = async (target: unknown) => {
    const secrets = () => [...marks, heldMark];
    const wait = (secret: string) => (secret === heldMark ? isReleased : undefined);
    const started = keep(await startEchoFront(String(target), { secrets, wait }));
    fronts.push(started);
    return started.url;
  };

  const cloud = keep(await startSampleConfluence());
  const dataCenter = keep(await startSampleConfluence({ edition: 'data_center' }));
  const servicenow = keep(await startSampleServiceNow());
  const sharepoint = keep(await startSampleSharePoint());
  const websearch = keep(await startSampleWebsearch());
  const apiKey = marker('accepted');
  const good: Sources['good'] = [
    { type: 'confluence', entered: cloud, secrets: Object.values(cloud.credentials) },
    { type: 'servicenow', entered: servicenow, secrets: Object.values(servicenow.credentials) },
    { type: 'sharepoint', entered: sharepoint, secrets: Object.values(sharepoint.credentials) },
    {
      type: 'websearch',
      entered: { settings: websearch.settings, credentials: { api_key: apiKey } },
      secrets: [apiKey],
    },
  ];

  const cloudFront = await front(cloud.url);
  const dataCenterFront = await front(dataCenter.url);
  const settingsOf: Record<DataSourceType, (method: string) => Promise<Record<string, unknown>>> = {
    confluence: async (method) =>
      method === 'api_token' ? { ...cloud.settings, url: cloudFront } : { url: dataCenterFront },
    servicenow: async () => ({ ...servicenow.settings, instance_url: await front(servicenow.url) }),
    sharepoint: async () => ({
      ...sharepoint.settings,
      graph_url: await front(sharepoint.settings.graph_url),
      login_url: await front(sharepoint.settings.login_url),
    }),
    websearch: async () => ({ ...websearch.settings, url: await front(websearch.url) }),
  };
  const refused: Marked[] = [];
  for (const { type, method, fields } of waysToSignIn()) {
    const values = fields.map(({ name, isSecret }) => [
      name,
      enteredFor({ type, method, name, isSecret }),
    ]);
    const credentials = Object.fromEntries(values);
    const taken = asTaken(type, method, credentials);
    const secrets = fields
      .filter(({ isSecret }) => isSecret)
      .map(({ name }) => partOf(taken[name] ?? ''));
    marks.push(...secrets);
    refused.push({
      type,
      method,
      entered: { settings: await settingsOf[type](method), credentials },
      secrets,
    });
  }
  const heldEntered = {
    settings: await settingsOf.confluence('api_token'),
    credentials: { api_token: heldMark },
  };
  return {
    good,
    refused,
    held: { type: 'confluence', method: 'api_token', entered: heldEntered, secrets: [heldMark] },
    release,
    seen: () => new Set(fronts.flatMap(({ seen }) => [...seen])),
    origins: [
      ...fronts.map(({ url }) => url),
      ...[cloud, dataCenter, servicenow, sharepoint, websearch].flatMap(({ url, settings }) =>
        [url, ...Object.values(settings)]
          .filter(isAddress)
          .map((address) => new URL(address).origin),
      ),
      ...[cloud.mediaUrl, dataCenter.mediaUrl].filter(isAddress),
    ],
  };
}

/** As the connector takes what was entered: tokens lose the blanks that came with them. */
function asTaken(
  type: DataSourceType,
  method: string,
  credentials: Record<string, string>,
): Record<string, string> {
  const read = sourceTypeOf(type).credentialMethods[method]?.schema.safeParse(credentials);
  return read?.success ? (read.data as Record<string, string>) : credentials;
}

/** Out of the catalogue, so that a new way to sign in is tried without anybody thinking of it. */
export function waysToSignIn() {
  return ALLOWED_DATA_SOURCE_TYPES.flatMap((type) =>
    Object.entries(sourceTypeOf(type).credentialMethods).flatMap(([method, { fields }]) => {
      const described = Object.entries(fields).map(([name, { input }]) => ({
        name,
        isSecret: input === 'secret' || input === 'multiline_secret',
      }));
      return described.some(({ isSecret }) => isSecret)
        ? [{ type, method, fields: described }]
        : [];
    }),
  );
}

function enteredFor(given: {
  type: string;
  method: string;
  name: string;
  isSecret: boolean;
}): string {
  const { type, method, name, isSecret } = given;
  if (!isSecret) return `a ${name}`;
  return name === 'certificate_pem' ? createCertificate(30) : marker(`${type}-${method}-${name}`);
}

/** What is searched for: of a key, whose text wraps, one of its lines. */
function partOf(secret = ''): string {
  return secret.startsWith('-----BEGIN') ? (secret.split('\n')[4] ?? '') : secret;
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('http://');
}
