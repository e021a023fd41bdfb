import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiApp } from './api-app.ts';
import {
  type GeneratedRequest,
  generateRequest,
  type JsonSchema,
  type Operation,
  seededRandom,
  type World,
} from './generate-requests.ts';
import { configured, report, signUp } from './start-test-app.ts';

// The embedded database is one connection: a tenth of them shows what is different there.
const COUNT = process.env.TEST_DATABASE === 'pglite' ? 5_000 : 50_000;
const SEED = Number(process.env.REQUESTS_SEED ?? Date.now() % 2 ** 31);
const AT_ONCE = 16;
const REFRESH_EVERY = 1_000;
/** One that does not answer is a fault with a name, instead of a test that never ends. */
const ANSWERS_WITHIN_MS = 60_000;
/** What an address that is none may answer; outside of the API it is a page of the client. */
const ELSEWHERE = [301, 302, 400, 403, 404, 405, 421, 429];
const PAGES = [...ELSEWHERE, 200, 304];

let at: Awaited<ReturnType<typeof openApiApp>>;
let world: World;
/** Documented statuses, by method and path. */
let documented: { pattern: RegExp; byMethod: Map<string, number[]> }[];

beforeAll(async () => {
  at = await openApiApp();
  for (const [path, page] of Object.entries(CONNECTOR_PAGES)) at.receiver.pages.set(path, page);
  const owner = await signUp(at.url, at.database, 'Owner');
  const member = await signUp(at.url, at.database, 'Member');
  const stranger = await signUp(at.url, at.database, 'Stranger');
  const leaving = await signUp(at.url, at.database, 'Leaving');
  await owner.addMember(member, 'member');
  await configured({ report: (message) => report(at.url, message) }, owner);
  await stranger.seeded();
  const description = (await at.app.inject('/api/openapi.json')).json();
  const callers = {
    nobody: '',
    owner: owner.cookie,
    member: member.cookie,
    stranger: stranger.cookie,
    // Signs out, leaves and loses roles, which the others do not.
    leaving: leaving.cookie,
  };
  const ids = await listIds();
  world = { operations: operationsOf(description), callers, ids, origin: at.url };
  documented = documentedBy(description);
});
afterAll(() => at.close());

/** Of whatever there is just now, in every organization. */
async function listIds(): Promise<string[]> {
  const often = 'data_source_connections' as const;
  const tables = [often, often, often, 'users', 'organizations', 'members'] as const;
  const rows = await Promise.all(
    tables.map((table) => at.database.kysely.selectFrom(table).select('id').limit(8).execute()),
  );
  return rows.flat().map(({ id }) => id);
}

/** What chance hardly ever hits: a source that is there and ready, asked for by its owner. */
async function syncSomething(): Promise<LightMyRequestResponse> {
  const headers = { cookie: world.callers.owner ?? '', origin: at.url, host: new URL(at.url).host };
  const post = (url: string) => at.app.inject({ method: 'POST', url, headers });
  await post('/api/data-sources/seed');
  const listed = await at.app.inject({ url: '/api/data-sources', headers });
  const [{ id }] = listed.json().data;
  await at.database.executeSql('update data_source_connections set enabled = true where id = $1', [
    id,
  ]);
  return post(`/api/data-sources/${id}/sync`);
}

const EMPTY_PAGE = { data: [], next_cursor: null, total: 0 };
const PREVIEW = { data: null };
const CONNECTOR_PAGES = {
  '/connector': {
    name: 'of the tests',
    sealing_key: null,
    types: [],
    abilities: ['preview', 'try_query'],
  },
  '/documents/search': EMPTY_PAGE,
  '/documents/get': { data: null },
  '/failed-items/list': EMPTY_PAGE,
  '/previews/start': PREVIEW,
  '/previews/get': PREVIEW,
  '/queries/try': (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"results":[]}}');
  },
};

type Description = {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { in: string; name: string; schema: JsonSchema }[];
        requestBody?: { content: { 'application/json'?: { schema: JsonSchema } } };
        responses: Record<string, unknown>;
      }
    >
  >;
};

function operationsOf({ paths }: Description): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((one) => one.in === 'query'),
      body: requestBody?.content['application/json']?.schema,
    })),
  );
}

function documentedBy({ paths }: Description): typeof documented {
  return Object.entries(paths).map(([path, methods]) => ({
    pattern: new RegExp(
      `^${path
        .split(/\{\w+\}/)
        .map(RegExp.escape)
        .join('[^/]*')}/?$`,
    ),
    byMethod: new Map(
      Object.entries(methods).map(([method, { responses }]) => [
        method.toUpperCase(),
        Object.keys(responses).map(Number),
      ]),
    ),
  }));
}

/** Streams do not end, and whoever signs out answers 401 from then on. */
function isLeftOut({ method, url: written, caller }: GeneratedRequest): boolean {
  // `./api/events` is that stream as well: `inject` resolves addresses, as browsers do.
  const url = URL.parse(written, at.url)?.pathname ?? written;
  if (caller === 'nobody' || caller === 'leaving') return url.startsWith('/api/events');
  return (
    (method === 'GET' && url.startsWith('/api/events')) ||
    (method === 'POST' &&
      /^\/api\/auth\/(sign-out|change-password|organization\/(leave|rem|upd))/.test(url))
  );
}

/** What is wrong with an answer; undefined: nothing. */
function faultOf(request: GeneratedRequest, answer: LightMyRequestResponse) {
  const { statusCode } = answer;
  // As it was asked for: `inject` takes dots and the like out, as browsers do.
  const path = answer.raw.req.url?.split('?')[0] ?? '';
  // Whether a database that is this busy takes a write in time is what readiness is asked for.
  const tells = path === '/api/health/ready' && statusCode === 503;
  if (statusCode >= 500 && !tells) return `${statusCode}`;
  const known = documented.filter(({ pattern }) => pattern.test(path));
  const answers = known.flatMap(({ byMethod }) => byMethod.get(request.method) ?? []);
  const elsewhere = path.startsWith('/api/') ? ELSEWHERE : PAGES;
  const isFine = (answers.length > 0 ? answers : elsewhere).includes(statusCode);
  if (!isFine) return `${statusCode} is not documented`;
  return statusCode === 405 && !('allow' in answer.headers) ? '405 without Allow' : undefined;
}

/** Undefined: it did not answer in time. */
async function answered(request: GeneratedRequest): Promise<LightMyRequestResponse | undefined> {
  const tooLate = Promise.withResolvers<undefined>();
  const timer = setTimeout(tooLate.resolve, ANSWERS_WITHIN_MS, undefined);
  try {
    return await Promise.race([at.app.inject(request as never), tooLate.promise]);
  } finally {
    // An abort of the wait would make an error with its stack, for each request.
    clearTimeout(timer);
  }
}

test(`${COUNT} requests, none fails and none answers what is not documented (REQUESTS_SEED=${SEED})`, async () => {
  const random = seededRandom(SEED);
  const faults: string[] = [];
  const seen = new Map<number, number>();
  const note = ({ statusCode }: LightMyRequestResponse) =>
    seen.set(statusCode, (seen.get(statusCode) ?? 0) + 1);
  let left = COUNT;
  async function ask(): Promise<void> {
    while (left > 0 && faults.length < 10) {
      left -= 1;
      if (left % REFRESH_EVERY === 0) {
        world.ids = await listIds();
        note(await syncSomething());
      }
      const request = generateRequest(world, random);
      if (isLeftOut(request)) continue;
      const answer = await answered(request);
      if (answer === undefined) {
        faults.push(`no answer: ${describeRequest(request)}`);
        continue;
      }
      note(answer);
      const fault = faultOf(request, answer);
      if (fault !== undefined)
        faults.push(`${fault}: ${describeRequest(request)} → ${answer.body.slice(0, 300)}`);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  expect(faults).toEqual([]);
  // Every kind of answer was among them, so the generator is worth something.
  const kinds = [
    200,
    400,
    401,
    403,
    404,
    405,
    413,
    415,
    421,
    ...(COUNT < 50_000 ? [] : [202, 409]),
  ];
  for (const status of kinds)
    expect(seen.get(status) ?? 0, `answers of ${status}`).toBeGreaterThan(0);
  expect(at.logText()).not.toContain('"level":50');
}, 900_000);

function describeRequest({ method, url, headers, payload, caller }: GeneratedRequest): string {
  const { cookie: _, ...shown } = headers;
  const body = payload === undefined ? '' : ` ${JSON.stringify(payload.toString()).slice(0, 300)}`;
  return `${method} ${url.slice(0, 200)} as ${caller} ${JSON.stringify(shown).slice(0, 300)}${body}`;
}
