import type { WebReply, WebsearchServerContext } from './server-context.ts';
import type { SampleWebPage } from './web.ts';

/** Sites stand below this path of the one server: `/sites/tea-atlas.example/teas/sencha`. */
export const SITES = '/sites/';

const STYLE =
  'body{font:16px/1.6 system-ui;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#172b4d}nav,footer{color:#626f86}table{border-collapse:collapse}td,th{border:1px solid #c1c7d0;padding:.4rem .7rem}';

/** A page or a robots.txt of the made-up web. The server's own robots.txt allows all of it. */
export function answerWebPage(context: WebsearchServerContext, pathname: string): WebReply {
  if (pathname === '/robots.txt') return robots(context, '*');
  const [domain = '', ...rest] = pathname.replace(SITES, '').split('/');
  const path = `/${rest.join('/')}`;
  if (path === '/robots.txt') return robots(context, domain);
  const page = context.web.pages.find((one) => one.domain === domain && one.path === path);
  if (!page) {
    return { status: 404, body: '<!DOCTYPE html><title>Not found</title><p>Page not found</p>' };
  }
  if (page.closed) {
    const body = '<!DOCTYPE html><title>Closed</title><p>This page is for subscribers</p>';
    return { status: page.closed, body };
  }
  return {
    status: 200,
    body: render(page),
    headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" },
  };
}

function robots(context: WebsearchServerContext, domain: string): WebReply {
  const headers = { 'content-type': 'text/plain' };
  const { robotsStatus } = context.switches;
  if (robotsStatus !== null) return { status: robotsStatus, body: '', headers };
  const text = context.web.robots[domain];
  return { status: text === undefined ? 404 : 200, body: text ?? '', headers };
}

function render(page: SampleWebPage): string {
  const title = escapeHtml(page.title);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title} | ${page.domain}</title>
<meta property="og:title" content="${title}"><meta name="author" content="${escapeHtml(page.author)}">
<meta property="article:published_time" content="${page.publishedAt}"><style>${STYLE}</style></head>
<body><nav><a href="/">Home</a> · <a href="/about">About us</a> · Subscribe to our newsletter</nav>
<main><article><h1>${title}</h1>${page.body}</article></main>
<footer>© ${page.domain}, a made-up site. Cookie settings</footer></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
