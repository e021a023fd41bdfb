import { mayOpen, maySignIn } from './may-open.ts';
import { findContent, type Reply, type ServerContext, spaceOf } from './server-context.ts';
import type { SampleContent } from './site.ts';
import { storageToView } from './storage-to-view.ts';

const STYLE =
  'body{font:16px/1.6 system-ui;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#172b4d}table{border-collapse:collapse}td,th{border:1px solid #c1c7d0;padding:.4rem .7rem;text-align:left}pre{background:#f4f5f7;padding:1rem;overflow:auto}.confluence-information-macro{border-left:4px solid #0c66e4;background:#e9f2ff;padding:.2rem 1rem}nav{color:#626f86}';

const PERSON = 'northwind-confluence-person';
const HEADERS = {
  'content-type': 'text/html;charset=UTF-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
};

/**
 * The page that the original link of a document opens in a browser, for whoever may open it. Who
 * that is says `?as=<address>`, and from then on a cookie.
 */
export function webPage(
  context: ServerContext,
  { url, path, cookie }: { url: URL; path: string; cookie: string | undefined },
): Reply {
  const named = url.searchParams.get('as');
  const address = named ?? readCookie(cookie);
  if (!address) return page(401, 'Who are you?', signInLinks(context, url));
  const id = /\/(?:pages|blog\/\d+\/\d+\/\d+)\/(\d+)/.exec(path)?.[1] ?? '';
  const item = findContent(context, id);
  const reply =
    item && mayOpen(context, { address }, id)
      ? { status: 200, body: render(context, item), headers: HEADERS }
      : page(404, 'Not found', signInLinks(context, url));
  const remember = `${PERSON}=${encodeURIComponent(address)}; Path=/; HttpOnly; SameSite=Lax`;
  return { ...reply, headers: { ...HEADERS, ...(named ? { 'set-cookie': remember } : {}) } };
}

/** The same for what is not there, so that nobody learns what there is. */
function page(status: number, title: string, body: string): Reply {
  const html = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1>${body}</html>`;
  return { status, body: html, headers: HEADERS };
}

/** Everybody of the company, to look at the page as them. */
function signInLinks(context: ServerContext, url: URL): string {
  const links = context.site.users
    .filter((account) => account.address !== null && maySignIn(context, account))
    .map(({ name, address }) => {
      const here = `${url.pathname}?as=${encodeURIComponent(address ?? '')}`;
      return `<li><a href="${escapeHtml(here)}">${escapeHtml(name)}</a></li>`;
    });
  return `<p>There is no such page, or one has to be somebody else to open it. Open it as:</p><ul>${links.join('')}</ul>`;
}

function readCookie(cookie: string | undefined): string | undefined {
  const value = new RegExp(`(?:^|; )${PERSON}=([^;]+)`).exec(cookie ?? '')?.[1];
  return value === undefined ? undefined : decodeURIComponent(value);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function render(context: ServerContext, item: SampleContent): string {
  const title = escapeHtml(item.title);
  const space = spaceOf(context, item)?.name ?? '';
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><nav>${space} · sample Confluence of Northwind Tea</nav><h1>${title}</h1>${storageToView(context, item)}</html>`;
}
