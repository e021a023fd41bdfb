import { type Reply, type ServerContext, spaceOf, visibleContent } from './server-context.ts';
import type { SampleContent } from './site.ts';
import { storageToView } from './storage-to-view.ts';

const STYLE =
  'body{font:16px/1.6 system-ui;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#172b4d}table{border-collapse:collapse}td,th{border:1px solid #c1c7d0;padding:.4rem .7rem;text-align:left}pre{background:#f4f5f7;padding:1rem;overflow:auto}.confluence-information-macro{border-left:4px solid #0c66e4;background:#e9f2ff;padding:.2rem 1rem}nav{color:#626f86}';

/** The page that the original link of a document opens in a browser. */
export function webPage(context: ServerContext, path: string): Reply {
  const id = /\/(?:pages|blog\/\d+\/\d+\/\d+)\/(\d+)/.exec(path)?.[1];
  const item = visibleContent(context).find(
    (candidate) => candidate.id === id && candidate.readers === null,
  );
  const found = item !== undefined && item.status !== 'trashed';
  return {
    status: found ? 200 : 404,
    body: found
      ? render(context, item)
      : '<!DOCTYPE html><title>Not found</title><p>Page not found',
    headers: {
      'content-type': 'text/html;charset=UTF-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  };
}

function render(context: ServerContext, item: SampleContent): string {
  const title = item.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const space = spaceOf(context, item)?.name ?? '';
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><nav>${space} · sample Confluence of Northwind Tea</nav><h1>${title}</h1>${storageToView(context, item)}</html>`;
}
