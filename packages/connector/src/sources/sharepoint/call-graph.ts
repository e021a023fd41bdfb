import type { z } from 'zod';
import { pauseFor } from '../../egress/host-pace.ts';
import { locationOf } from '../../egress/location.ts';
import { backoffMs, shortPauseMs } from '../../egress/retry-after.ts';
import type { SourceAnswer, SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { createListWatch } from '../unproven-list.ts';
import { errorOf } from './answer-errors.ts';
import { type BatchAnswer, type BatchQuestion, createBatch } from './call-batch.ts';
import type { CallMode } from './context.ts';
import { batchSchema, listSchema } from './shapes.ts';
import type { TokenSource } from './token.ts';

export type Graph = {
  get: <T extends z.ZodType>(path: string, schema: T) => Promise<z.output<T>>;
  /** One page; `path` may be a whole address that Graph gave us. */
  getPage: <T extends z.ZodType>(
    path: string,
    item: T,
    headers?: Record<string, string>,
  ) => Promise<GraphPage<z.output<T>>>;
  /**
   * All pages of a list without a mark of its end, so that the end is the page that leads nowhere.
   * Throws `UnprovenList` where it leads in a circle or on and on, `upstream_error` where it leads
   * to somebody else.
   */
  list: <T extends z.ZodType>(path: string, item: T) => AsyncIterable<GraphPage<z.output<T>>>;
  /** Many small questions in few calls; answers in the order of the questions. */
  batch: (questions: readonly BatchQuestion[]) => Promise<BatchAnswer[]>;
  download: (path: string, limits: { maxBytes: number }) => Promise<Uint8Array>;
};

export type GraphPage<Item> = {
  items: Item[];
  /** Elements without an id, which nobody can read or tell apart. */
  unreadable: number;
  next: string | undefined;
  delta: string | undefined;
};

/** A listing that cannot go on where it stood; `freshLink` is where Graph wants it to begin again. */
export class ResyncError extends SourceError {
  readonly freshLink: string | undefined;
  constructor(freshLink: string | undefined) {
    super('upstream_error', 'SharePoint wants the library to be listed again, time after time.');
    this.freshLink = freshLink;
  }
}

/** Undecorated callers are throttled first (learn.microsoft.com, “Avoid getting throttled”). */
const USER_AGENT = 'NONISV|Rita|DataSources/0.1';
const MOST_REPEATS = 4;

type Calling = { http: SourceHttp; tokens: TokenSource; base: string; mode: CallMode };

/** @param base origin of Graph */
export function createGraph(calling: Calling): Graph {
  const getPage: Graph['getPage'] = async (path, item, headers = {}) => {
    const answer = await send(calling, { url: addressOf(calling.base, path), headers });
    // A link that is too old or not known any more is answered in several ways.
    const isLost = !path.startsWith('/') && [400, 404].includes(answer.status);
    if (answer.status === 410 || isLost)
      throw new ResyncError(locationOf(answer, answer.url)?.href);
    return toPage(parse(answer, listSchema), item);
  };
  return {
    get: async (path, schema) =>
      parse(await send(calling, { url: addressOf(calling.base, path) }), schema),
    getPage,
    list: async function* (path, item) {
      const watch = createListWatch();
      for (let next: string | undefined = path; next !== undefined; ) {
        const page: GraphPage<never> = await getPage(next, item as never);
        watch(page.items.map((one) => JSON.stringify(one)));
        yield page;
        next = page.next;
      }
    },
    batch: createBatch(calling.mode, async (body) => {
      const url = addressOf(calling.base, '/$batch');
      return parse(await send(calling, { method: 'POST', url, body }), batchSchema);
    }),
    download: (path, { maxBytes }) => download(calling, path, maxBytes),
  };
}

/** The elements of a list, each read alone. */
export function toPage<T extends z.ZodType>(
  list: z.output<typeof listSchema>,
  item: T,
): GraphPage<z.output<T>> {
  const read = list.value.map((element) => item.safeParse(element));
  return {
    items: read.flatMap(({ data }) => (data === undefined ? [] : [data as never])),
    unreadable: read.filter(({ success }) => !success).length,
    next: list['@odata.nextLink'] || undefined,
    delta: list['@odata.deltaLink'] || undefined,
  };
}

/** Addresses that come in answers are called only where the token may go. */
export function addressOf(base: string, path: string): string {
  if (path.startsWith('/')) return `${base}/v1.0${path}`;
  const isOurs = URL.canParse(path) && new URL(path).origin === new URL(base).origin;
  if (isOurs && new URL(path).pathname.startsWith('/v1.0/')) return path;
  throw new SourceError(
    'upstream_error',
    'Graph led to an address that is not its own; not called.',
  );
}

async function send(calling: Calling, request: SourceRequest): Promise<SourceAnswer> {
  const { mode } = calling;
  let hasRefreshed = false;
  for (let attempt = 0; ; attempt++) {
    const token = await calling.tokens.get();
    const answer = await calling.http.send({
      ...request,
      headers: {
        ...request.headers,
        authorization: `Bearer ${token}`,
        'user-agent': USER_AGENT,
        deltaExcludeParent: 'true',
      },
      retry: mode.retry,
      timeoutMs: mode.timeoutMs(),
    });
    if (answer.status === 401 && !hasRefreshed && request.redirects !== 'to_other_hosts') {
      hasRefreshed = true;
      await calling.tokens.get(true);
      continue;
    }
    const waitMs = waitBeforeRepeat(answer, attempt, {
      mode,
      isFile: request.redirects !== undefined,
    });
    if (waitMs === undefined) return answer;
    await pauseFor(waitMs, mode.signal);
  }
}

/** What the egress client does not know to be passing: 500 and 509, and 200 with no answer in it. */
function waitBeforeRepeat(
  answer: SourceAnswer,
  attempt: number,
  { mode, isFile }: { mode: CallMode; isFile: boolean },
): number | undefined {
  if (mode.retry === 'none') return attempt === 0 ? shortPauseMs(answer, new Date()) : undefined;
  const isBroken = answer.status === 200 && !isFile && !isJson(answer);
  if (!isBroken && answer.status !== 500 && answer.status !== 509) return undefined;
  return attempt < MOST_REPEATS ? backoffMs(attempt) : undefined;
}

function isJson(answer: SourceAnswer): boolean {
  try {
    answer.json();
    return true;
  } catch {
    return false;
  }
}

/** The address that a download leads to expires; a second call to Graph gives a new one. */
async function download(calling: Calling, path: string, maxBytes: number): Promise<Uint8Array> {
  const url = addressOf(calling.base, path);
  const request = { url, maxBytes, redirects: 'to_other_hosts' } as const;
  let answer = await send(calling, request);
  if ([401, 403, 404, 410].includes(answer.status)) {
    if (answer.status === 401 && answer.url === url) await calling.tokens.get(true);
    answer = await send(calling, request);
  }
  if (answer.status < 300) return answer.body;
  // Its own words may repeat the address, which is a credential for an hour.
  const { code, message } = errorOf(answer) ?? { code: 'upstream_error' as const, message: '' };
  throw new SourceError(code, message);
}

function parse<T extends z.ZodType>(answer: SourceAnswer, schema: T): z.output<T> {
  const error = errorOf(answer);
  if (error) throw error;
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new SourceError('upstream_error', `Graph’s answer was not understood (${where}).`);
}
