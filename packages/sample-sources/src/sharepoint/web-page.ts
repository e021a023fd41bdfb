import type { Reply, ServerContext } from './server-context.ts';

/** What the original link of a document opens in a browser: the file itself, or the page. */
export function webPage(context: ServerContext, path: string): Reply {
  const wanted = decodeURIComponent(path);
  const page = context.tenant.pages.find(
    ({ name, siteId }) =>
      wanted === `${context.tenant.sites.find(({ id }) => id === siteId)?.path}/SitePages/${name}`,
  );
  const html = {
    'content-type': 'text/html;charset=utf-8',
    'content-security-policy': "default-src 'none'",
  };
  if (page) {
    const title = page.title.replaceAll('<', '&lt;');
    return {
      status: 200,
      body: `<!DOCTYPE html><title>${title}</title><h1>${title}</h1>${page.html.join('')}`,
      headers: html,
    };
  }
  const name = wanted.split('/').at(-1);
  const item = context.tenant.items.find(
    (candidate) => candidate.name === name && !candidate.isDeleted,
  );
  if (!item) return { status: 404, body: '<!DOCTYPE html><title>Not found</title>', headers: html };
  return { status: 200, body: item.content, headers: { 'content-type': item.mimeType } };
}
