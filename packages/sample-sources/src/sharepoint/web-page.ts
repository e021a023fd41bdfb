import { mayOpen } from './may-open.ts';
import type { Reply, ServerContext } from './server-context.ts';
import { childrenPath, itemsIn, type SampleSitePage } from './tenant.ts';

const PERSON = 'northwind-person';
const html = {
  'content-type': 'text/html;charset=utf-8',
  'content-security-policy': "default-src 'none'",
};

/**
 * What the original link of a document opens in a browser: the file itself, or the page, for
 * whoever may open it. Who that is says `?as=<address>`, and from then on a cookie.
 */
export function webPage(context: ServerContext, url: URL, cookie: string | undefined): Reply {
  const found = findByPath(context, decodeURIComponent(url.pathname));
  if (!found) return page(404, 'Not found', '');
  const named = url.searchParams.get('as');
  const address = named ?? readCookie(cookie);
  if (!address) return page(401, 'Who are you?', signInLinks(context, url));
  const { externalId } = found;
  const isOpen = mayOpen(context.tenant, { address }, { externalId });
  const reply = isOpen
    ? show(found)
    : page(403, 'You need permission to access this item', signInLinks(context, url));
  const remember = `${PERSON}=${encodeURIComponent(address)}; Path=/; HttpOnly; SameSite=Lax`;
  return { ...reply, headers: { ...reply.headers, ...(named ? { 'set-cookie': remember } : {}) } };
}

type Found = { externalId: string } & (
  | { page: SampleSitePage }
  | { content: Uint8Array; mimeType: string }
);

function findByPath({ tenant }: ServerContext, path: string): Found | undefined {
  for (const library of tenant.libraries) {
    const site = tenant.sites.find(({ id }) => id === library.siteId);
    const root = `${site?.path}/${library.urlName}`;
    const item = itemsIn(tenant, library.id).find(
      (one) => !one.isDeleted && path === [root, ...childrenPath(tenant, one), one.name].join('/'),
    );
    if (!item) continue;
    const page = tenant.pages.find(({ id }) => item.id === `01PAGE${id}`);
    return page
      ? { externalId: `page/${page.siteId}/${page.id}`, page }
      : { externalId: `${library.id}/${item.id}`, content: item.content, mimeType: item.mimeType };
  }
  return undefined;
}

function show(found: Found): Reply {
  if ('page' in found) return page(200, found.page.title, found.page.html.join(''));
  return { status: 200, body: found.content, headers: { 'content-type': found.mimeType } };
}

function page(status: number, title: string, body: string): Reply {
  const shown = escapeHtml(title);
  return {
    status,
    body: `<!DOCTYPE html><title>${shown}</title><h1>${shown}</h1>${body}`,
    headers: html,
  };
}

/** Everybody of the company, to look at the item as them. */
function signInLinks({ tenant }: ServerContext, url: URL): string {
  const links = tenant.directory.users
    .filter(({ accountEnabled, mail }) => accountEnabled && mail)
    .map(({ displayName, mail }) => {
      const address = `${url.pathname}?as=${encodeURIComponent(mail ?? '')}`;
      return `<li><a href="${escapeHtml(address)}">${escapeHtml(displayName)}</a></li>`;
    });
  return `<p>Open it as:</p><ul>${links.join('')}</ul>`;
}

function readCookie(cookie: string | undefined): string | undefined {
  const value = new RegExp(`(?:^|; )${PERSON}=([^;]+)`).exec(cookie ?? '')?.[1];
  return value === undefined ? undefined : decodeURIComponent(value);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
