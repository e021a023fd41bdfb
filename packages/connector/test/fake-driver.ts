import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type FailedItem,
  type SourceContext,
  type SourceDocument,
  type SourceDriver,
  SourceError,
  type SyncPage,
} from '../src/sources/source.ts';
import type { AccessPage } from '../src/sources/source-access.ts';

/**
 * A small source over real HTTP: `GET /me` checks the token, `GET /docs?page=N` gives a page and
 * `GET /docs/<id>` one document.
 * The tests turn its switches.
 */
export async function startFakeSource(token: string) {
  const source = {
    pages: 3,
    perPage: 4,
    revision: '1',
    /** Words that are added to the text of each document. */
    words: 0,
    calls: [] as string[],
    /** The secrets that it takes. */
    tokens: new Set([token]),
    /** The secret of each call. */
    usedTokens: [] as string[],
    /** Ids that are gone. */
    removed: new Set<string>(),
    /** Ids that cannot be read. */
    broken: new Set<string>(),
    /** Answers of single paths. */
    failWith: new Map<string, { status: number; body?: string; retryAfter?: string }>(),
    /** Called before each answer; a promise makes the source wait. */
    before: async (_path: string): Promise<void> => {},
    url: '',
    close: async () => {},
  };
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    source.calls.push(path);
    await source.before(path);
    const failure = source.failWith.get(path);
    if (failure) {
      const headers = failure.retryAfter ? { 'retry-after': failure.retryAfter } : {};
      response.writeHead(failure.status, headers).end(failure.body ?? '{}');
      return;
    }
    const given = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    source.usedTokens.push(given);
    if (!source.tokens.has(given)) {
      const echo = { message: `no access with ${request.headers.authorization}` };
      response.writeHead(401).end(JSON.stringify(echo));
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    const [, id] = /^\/docs\/(.+)$/.exec(path) ?? [];
    if (id !== undefined) response.end(JSON.stringify(oneOf(source, id)));
    else response.end(JSON.stringify(path === '/me' ? { name: 'svc' } : pageOf(source, path)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  source.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  source.close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return source;
}

function pageOf(
  source: {
    perPage: number;
    pages: number;
    revision: string;
    words: number;
    removed: Set<string>;
    broken: Set<string>;
  },
  path: string,
) {
  const page = Number(new URLSearchParams(path.split('?')[1]).get('page'));
  const ids = Array.from({ length: source.perPage }, (_, at) => `d${page}-${at}`);
  return {
    docs: ids.filter((id) => !source.removed.has(id)).map((id) => itemOf(source, id)),
    next: page + 1 < source.pages ? page + 1 : null,
    total: source.pages * source.perPage,
  };
}

type Shown = { revision: string; words: number; broken: Set<string> };

function oneOf(source: Shown & { removed: Set<string> }, id: string): Item | null {
  return source.removed.has(id) ? null : itemOf(source, id);
}

function itemOf({ revision, words, broken }: Shown, id: string): Item {
  return { id, rev: revision, words, isBroken: broken.has(id) };
}

type Settings = { url: string };
type Credentials = Record<string, string>;
type Item = { id: string; rev: string; words: number; isBroken: boolean };
type Page = { docs: Item[]; next: number | null; total: number };

async function call(context: SourceContext<Settings, Credentials>, path: string, retry: boolean) {
  const answer = await context.http.send({
    url: `${context.settings.url}${path}`,
    headers: { authorization: `Bearer ${Object.values(context.credentials)[0]}` },
    retry: retry ? 'patient' : 'none',
  });
  if (answer.status === 401) {
    throw new SourceError('invalid_credentials', 'The source refused the token', {
      sourceText: answer.text(),
    });
  }
  if (answer.status !== 200) throw new SourceError('upstream_error', `Status ${answer.status}`);
  return answer.json();
}

function toDocument({ id, rev, words }: Item): SourceDocument {
  return {
    externalId: id,
    revision: rev,
    title: `Document ${id}`,
    url: `https://example.com/${id}`,
    body: `# Heading\n\nThe zebra of ${id} eats **grass** in the savannah.${' Grass'.repeat(words)}`,
    author: 'Ada',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    updatedAt: new Date('2026-02-01T00:00:00Z'),
    path: ['Zoo'],
    access: { kind: 'public' },
  };
}

/** Its reason holds the token, as a careless driver's could. */
function toFailedItem(context: SourceContext<Settings, Credentials>) {
  return ({ id }: Item): FailedItem => ({
    externalId: id,
    title: `Document ${id}`,
    url: null,
    code: 'upstream_error',
    reason: `failed for ${Object.values(context.credentials)[0]}`,
  });
}

/** Speaks to `startFakeSource`, as a Confluence connection. */
export const fakeDriver: SourceDriver<Settings, Credentials> = {
  type: 'confluence',
  verify: async (context, report) => {
    report({ name: 'signed_in', outcome: 'running' });
    await call(context, '/me', false);
    report({ name: 'signed_in', outcome: 'passed', detail: 'svc' });
    return { options: { spaces: [{ value: 'ZOO', label: 'Zoo', count: 12 }] } };
  },
  async *sync(context, { checkpoint, knownRevision }): AsyncIterable<SyncPage> {
    let next: number | null = checkpoint === null ? 0 : Number(checkpoint.next);
    while (next !== null) {
      const page = (await call(context, `/docs?page=${next}`, true)) as Page;
      next = page.next;
      const items = page.docs.filter(({ isBroken }) => !isBroken);
      const revisions = await Promise.all(items.map(({ id }) => knownRevision(id)));
      const isKnown = (item: Item, at: number) => revisions[at] === item.rev;
      yield {
        documents: items.filter((item, at) => !isKnown(item, at)).map(toDocument),
        failed: page.docs.filter(({ isBroken }) => isBroken).map(toFailedItem(context)),
        unchanged: items.filter(isKnown).map(({ id }) => id),
        checkpoint: next === null ? null : { next },
        total: page.total,
        phase: 'Zoo',
      };
    }
  },
  async *readAccess(context): AsyncIterable<AccessPage> {
    await call(context, '/me', true);
    yield { checkpoint: null, end: { people: true, documents: false } };
  },
  async *readAgain(context, items): AsyncIterable<SyncPage> {
    for (const { externalId } of items) {
      const item = (await call(context, `/docs/${externalId}`, true)) as Item | null;
      yield {
        documents: item === null || item.isBroken ? [] : [toDocument(item)],
        failed: item?.isBroken ? [toFailedItem(context)(item)] : [],
        removed: item === null ? [externalId] : [],
        unchanged: [],
        checkpoint: null,
        phase: 'Zoo',
      };
    }
  },
};
