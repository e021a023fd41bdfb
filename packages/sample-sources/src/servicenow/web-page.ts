import { rowOf } from './instance.ts';
import { htmlPage, isVisible, type ServerContext, type ServiceNowReply } from './server-context.ts';

/** The page that the original link of a document opens in a browser. */
export function webPage(context: ServerContext, url: URL): ServiceNowReply {
  const table = /^\/([a-z][a-z0-9_]*)\.do$/.exec(url.pathname)?.[1] ?? '';
  const isArticle = table === 'kb_view';
  const sysId = url.searchParams.get(isArticle ? 'sys_kb_id' : 'sys_id') ?? undefined;
  const row = rowOf(context.instance, isArticle ? 'kb_knowledge' : table, sysId);
  if (!row || !isVisible(context, row)) {
    return htmlPage(404, 'Not found', '<p>The requested page was not found.</p>');
  }
  const title = escapeText(`${row.number ?? ''} ${row.short_description ?? row.name ?? ''}`.trim());
  const body = row.text || row.wiki || `<p>${escapeText(row.description ?? '')}</p>`;
  const reply = htmlPage(200, title, `<h1>${title}</h1>${body}`);
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return { ...reply, headers: { ...reply.headers, 'content-security-policy': policy } };
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
