import { SourceError } from '../source.ts';
import type { SharePointSettings } from './context.ts';

/** Where Graph and sign-in are in each national cloud (learn.microsoft.com/graph/deployments). */
const CLOUDS = {
  global: ['https://graph.microsoft.com', 'https://login.microsoftonline.com'],
  us_government: ['https://graph.microsoft.us', 'https://login.microsoftonline.us'],
  us_dod: ['https://dod-graph.microsoft.us', 'https://login.microsoftonline.us'],
  china: ['https://microsoftgraph.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
} as const;

/** Where SharePoint itself is: each tenant has hosts of its own below these. */
const SITE_HOSTS = {
  global: /\.sharepoint\.com$/,
  us_government: /\.sharepoint\.us$/,
  us_dod: /\.(sharepoint-mil\.us|dps\.mil)$/,
  china: /\.sharepoint\.cn$/,
} as const;

/**
 * The origin of the site at an address, when it is one of SharePoint in this cloud: a token for it
 * is asked for and sent there. Undefined for any other, whatever an answer may say.
 */
export function siteOriginOf(settings: SharePointSettings, webUrl: string): string | undefined {
  if (!URL.canParse(webUrl)) return undefined;
  const { origin, protocol, hostname } = new URL(webUrl);
  const cloud = settings.cloud ?? 'global';
  if (cloud === 'custom') {
    const { sharepoint_url } = settings;
    return sharepoint_url && new URL(sharepoint_url).origin === origin ? origin : undefined;
  }
  return protocol === 'https:' && SITE_HOSTS[cloud].test(hostname) ? origin : undefined;
}

export type Endpoints = { graph: string; login: string };

/** Origins without a slash at the end. */
export function endpointsOf(settings: SharePointSettings): Endpoints {
  const cloud = settings.cloud ?? 'global';
  if (cloud !== 'custom') {
    const [graph, login] = CLOUDS[cloud];
    return { graph, login };
  }
  if (!settings.graph_url || !settings.login_url) {
    throw new SourceError(
      'not_configured',
      'For another cloud, the addresses of Microsoft Graph and of sign-in are needed.',
    );
  }
  return { graph: new URL(settings.graph_url).origin, login: new URL(settings.login_url).origin };
}
