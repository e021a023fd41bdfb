import type { CATALOGUE } from '@rita/contracts';
import type { z } from 'zod';
import { type SourceContext, SourceError } from '../source.ts';
import { type Call, type CallMode, createCall } from './call-confluence.ts';
import type { ConfluenceClient } from './client.ts';
import { createCloudClient } from './cloud-client.ts';
import { createDataCenterClient } from './data-center-client.ts';
import { serverInformationSchema, tenantInfoSchema } from './shapes.ts';

export type ConfluenceSettings = z.output<(typeof CATALOGUE)['confluence']['settings']>;

export type ConfluenceCredentials =
  | { api_token: string }
  | { personal_access_token: string }
  | { username: string; password: string };

export type ConfluenceContext = SourceContext<ConfluenceSettings, ConfluenceCredentials>;

/** What was found at the address, before anybody signed in. */
export type FoundSite = {
  edition: 'cloud' | 'data_center';
  /** For people: “Confluence Cloud”, “Confluence Data Center 10.2.10”. */
  name: string;
  base: URL;
  /** Where a scoped token works although the site refuses it. */
  gateway?: URL;
};

const GATEWAY_ORIGIN = 'https://api.atlassian.com';
const GATEWAY_PATH = /^\/ex\/confluence\/[0-9a-f-]+/i;
/** Paths of pages that people copy from their browser; the site begins before them. */
const PAGE_PATH =
  /\/(spaces|display|pages|x|dashboard\.action|index\.action|login\.action)(\/.*)?$/;

/**
 * Tells the editions apart: by the host name, else by who answers. Cloud has `_edge/tenant_info`,
 * Data Center has `server-information`; neither needs an account.
 */
export async function findSite(context: ConfluenceContext, mode: CallMode): Promise<FoundSite> {
  const url = new URL(context.settings.url);
  const anonymous = createCall(context.http, { authorization: undefined, mode });
  const gatewayPath = GATEWAY_PATH.exec(url.pathname)?.[0];
  if (url.origin === GATEWAY_ORIGIN && gatewayPath) {
    const base = new URL(`${gatewayPath}/wiki`, url);
    return { edition: 'cloud', name: 'Confluence Cloud', base };
  }
  const isAtlassian = url.hostname.endsWith('.atlassian.net');
  const tenant = await anonymous
    .get(new URL('/_edge/tenant_info', url), tenantInfoSchema)
    .catch((error: unknown) => {
      if (isAtlassian && isNothingThere(error)) throw noSuchSite(url);
      if (isNothingThere(error)) return undefined;
      throw error;
    });
  if (tenant) {
    const { cloudId } = tenant;
    const gatewayBase = `/ex/confluence/${encodeURIComponent(cloudId ?? '')}/wiki`;
    return {
      edition: 'cloud',
      name: 'Confluence Cloud',
      base: new URL('/wiki', url),
      ...(isAtlassian && cloudId ? { gateway: new URL(gatewayBase, GATEWAY_ORIGIN) } : {}),
    };
  }
  return findDataCenter(context, { mode, url });
}

/** Confluence may stand at a path of its own, which is `/wiki` for some; others add that by habit. */
async function findDataCenter(
  context: ConfluenceContext,
  { mode, url }: { mode: CallMode; url: URL },
): Promise<FoundSite> {
  const call = createCall(context.http, {
    authorization: authorizationOf(context, 'data_center'),
    mode,
  });
  const path = url.pathname.replace(PAGE_PATH, '').replace(/\/$/, '');
  const here = new URL(url.origin + path);
  const found = await versionAt(call, here);
  if (!found.version && path.endsWith('/wiki')) {
    const above = new URL(url.origin + path.replace(/\/wiki$/, ''));
    const { version } = await versionAt(call, above);
    if (version) return dataCenter(above, version);
  }
  if (found.error) throw found.error;
  return dataCenter(here, found.version);
}

function dataCenter(base: URL, version: string | undefined): FoundSite {
  const name = ['Confluence Data Center', version].filter(Boolean).join(' ');
  return { edition: 'data_center', name, base };
}

/** What answers at an address; an error where nothing there seems to be a Confluence. */
async function versionAt(
  call: Call,
  base: URL,
): Promise<{ version?: string | undefined; error?: unknown }> {
  const address = new URL(`${base.href.replace(/\/$/, '')}/rest/api/server-information`);
  try {
    const { version } = await call.get(address, serverInformationSchema);
    return { version: version ?? 'of an unknown version' };
  } catch (error) {
    // A refusal in Confluence's own words also proves that it is there; versions before 9 lack this address.
    const isThere =
      isRefused(error) || (error instanceof SourceError && error.code === 'not_found');
    return isThere ? {} : { error };
  }
}

/**
 * The client for a found site. A scoped token is refused by the site and taken by Atlassian's own
 * gateway, so the gateway is tried when the site says no.
 * @returns the client and the name of the account
 */
export async function signIn(
  context: ConfluenceContext,
  site: FoundSite,
  mode: CallMode,
): Promise<{ client: ConfluenceClient; account: string }> {
  const call = createCall(context.http, {
    authorization: authorizationOf(context, site.edition),
    mode,
  });
  if (site.edition === 'data_center') {
    const client = createDataCenterClient(call, site.base);
    return { client, account: await client.whoAmI() };
  }
  const client = createCloudClient(call, site.base);
  try {
    return { client, account: await client.whoAmI() };
  } catch (error) {
    if (!site.gateway || !isRefused(error)) throw error;
    const throughGateway = createCloudClient(call, site.gateway);
    const account = await throughGateway.whoAmI().catch(() => {
      throw error;
    });
    return { client: throughGateway, account };
  }
}

/** For what people see who are not signed in. */
export function anonymousClient(
  context: ConfluenceContext,
  site: FoundSite,
  mode: CallMode,
): ConfluenceClient {
  const call = createCall(context.http, { authorization: undefined, mode });
  const create = site.edition === 'cloud' ? createCloudClient : createDataCenterClient;
  return create(call, site.base);
}

function authorizationOf(
  { settings, credentials }: ConfluenceContext,
  edition: FoundSite['edition'],
): string {
  if ('api_token' in credentials) {
    if (edition === 'data_center') {
      throw new SourceError(
        'wrong_edition',
        'This is a Confluence Data Center. It needs a personal access token, or a user name and password.',
      );
    }
    // Exactly one space after the scheme: anything else is read as anonymous.
    return `Basic ${base64(`${settings.email ?? ''}:${credentials.api_token}`)}`;
  }
  if (edition === 'cloud') {
    throw new SourceError(
      'wrong_edition',
      'This is a Confluence Cloud. It needs the e-mail of the account and an API token.',
    );
  }
  if ('personal_access_token' in credentials) return `Bearer ${credentials.personal_access_token}`;
  return `Basic ${base64(`${credentials.username}:${credentials.password}`)}`;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function isRefused(error: unknown): boolean {
  return (
    error instanceof SourceError &&
    (error.code === 'invalid_credentials' || error.code === 'insufficient_permissions')
  );
}

/** Whether something else than the Cloud's edge answered. Errors of the network are not that. */
function isNothingThere(error: unknown): boolean {
  const codes = [
    'not_found',
    'wrong_edition',
    'invalid_credentials',
    'sign_in_page',
    'insufficient_permissions',
  ];
  return (
    error instanceof SourceError &&
    (codes.includes(error.code) || (error.code === 'upstream_error' && !error.sourceText))
  );
}

function noSuchSite(url: URL): SourceError {
  return new SourceError('not_found', `There is no Confluence site at ${url.host}.`);
}
