import { SourceError } from '../source.ts';
import type { SharePointSettings } from './context.ts';

/** Where Graph and sign-in are in each national cloud (learn.microsoft.com/graph/deployments). */
const CLOUDS = {
  global: ['https://graph.microsoft.com', 'https://login.microsoftonline.com'],
  us_government: ['https://graph.microsoft.us', 'https://login.microsoftonline.us'],
  us_dod: ['https://dod-graph.microsoft.us', 'https://login.microsoftonline.us'],
  china: ['https://microsoftgraph.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
} as const;

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
