import { giveToken, refuse } from './refusals.ts';
import { failure, type ServerContext, type ServiceNowReply } from './server-context.ts';
import { aggregate } from './stats-api.ts';
import { listRecords, readRecord } from './table-api.ts';
import { answerPage } from './web-page.ts';

/** One call, as far as answers depend on it. */
export type ServiceNowCall = {
  method: string;
  /** Path and query. */
  path: string;
  authorization?: string | undefined;
  cookie?: string | undefined;
  body?: string;
};

/** What a call is answered with: a token, a page for people, or one of the APIs. */
export function answerCall(context: ServerContext, call: ServiceNowCall): ServiceNowReply {
  const url = new URL(call.path, context.origin);
  if (url.pathname === '/oauth_token.do' && call.method === 'POST') {
    return giveToken(context, new URLSearchParams(call.body ?? ''));
  }
  if (!url.pathname.startsWith('/api/')) return answerPage(context, url, call.cookie);
  const refused = refuse(context, call.authorization);
  if (refused) return refused;
  const table = /^\/api\/now\/(?:v\d\/)?(table|stats)\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname);
  const [, api, name = '', sysId] = table ?? [];
  if (api === 'stats' && !sysId) return aggregate(context, name, url.searchParams);
  if (api === 'table' && sysId) {
    return readRecord(context, { table: name, sysId }, url.searchParams);
  }
  if (api === 'table') return listRecords(context, name, url.searchParams);
  return failure(400, 'Requested URI does not represent any resource', url.pathname);
}
