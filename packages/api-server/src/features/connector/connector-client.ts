import { randomUUID } from 'node:crypto';
import {
  type AccessExplanation,
  type AccountsAnswer,
  type AccountsRequest,
  type AssignRequest,
  accountsAnswerSchema,
  assignAnswerSchema,
  type ConnectorInfo,
  type ConnectorPreviewGet,
  type ConnectorPreviewStart,
  type ConnectorQuery,
  type ConnectorQueryAnswer,
  connectorInfoSchema,
  connectorPreviewAnswerSchema,
  connectorQueryAnswerSchema,
  type Document,
  type DocumentChangesPage,
  type DocumentChangesRequest,
  type DocumentExportRequest,
  type DocumentGetRequest,
  type DocumentPage,
  type DocumentSearchRequest,
  documentChangesPageSchema,
  documentGetAnswerSchema,
  documentPageSchema,
  type ExplainRequest,
  explainAnswerSchema,
  type FailedItemPage,
  type FailedItemsRequest,
  failedItemPageSchema,
  type MatchAnswer,
  type MatchRequest,
  matchAnswerSchema,
  questionClaim,
} from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import type { z } from 'zod';
import { ProblemError } from '../../platform/http/problems.ts';
import { openStream } from './open-stream.ts';
import { passOnProblem } from './pass-on-problem.ts';
import { readCapped } from './read-capped.ts';

/** What the app asks of the connector beside the webhooks. */
export type ConnectorClient = {
  /** Null when it says nothing of itself, or is away. Kept for 30 s. */
  describe: () => Promise<ConnectorInfo | null>;
  /** The same, with whether it answered at all. Kept for 30 s, or for as long as is said. */
  introduce: (options?: { keptMs?: number }) => Promise<Introduction>;
  /** Undefined when the connector cannot answer. Throws `ProblemError` for what it says itself. */
  searchDocuments: (
    request: DocumentSearchRequest,
    signal: AbortSignal,
  ) => Promise<DocumentPage | undefined>;
  getDocument: (
    request: DocumentGetRequest,
    signal: AbortSignal,
  ) => Promise<Document | null | undefined>;
  listDocumentChanges: (
    request: DocumentChangesRequest,
    signal: AbortSignal,
  ) => Promise<DocumentChangesPage | undefined>;
  /** JSON Lines as they come; the signal ends them. */
  exportDocuments: (
    request: DocumentExportRequest,
    signal: AbortSignal,
  ) => Promise<AsyncIterable<Uint8Array> | undefined>;
  listFailedItems: (
    request: FailedItemsRequest,
    signal: AbortSignal,
  ) => Promise<FailedItemPage | undefined>;
  /** Undefined when the connector cannot answer. */
  startPreview: (preview: ConnectorPreviewStart) => Promise<PreviewAnswer | undefined>;
  getPreview: (preview: ConnectorPreviewGet) => Promise<PreviewAnswer | undefined>;
  /** Undefined when the connector cannot answer. */
  tryQuery: (query: ConnectorQuery) => Promise<ConnectorQueryAnswer | undefined>;
  /** How people are known at the sources; undefined when the connector cannot answer, as below. */
  matchPeople: (request: MatchRequest) => Promise<MatchAnswer['data'] | undefined>;
  findAccounts: (request: AccountsRequest) => Promise<AccountsAnswer['data'] | undefined>;
  /** Whether the source is known to have the account. */
  assignAccount: (request: AssignRequest) => Promise<boolean | undefined>;
  /** Null for a document that the tenant does not have, or the reader may not read. */
  explainAccess: (
    request: ExplainRequest,
    signal: AbortSignal,
  ) => Promise<AccessExplanation | null | undefined>;
};

/**
 * `reachable` without `info`: the connector is there, and has no page about itself. `isAway`: it
 * gave no answer, or one that only a failing server gives.
 */
export type Introduction = { info: ConnectorInfo | null; reachable: boolean; isAway: boolean };

type PreviewAnswer = z.output<typeof connectorPreviewAnswerSchema>;

type Options = {
  webhookUrl: string;
  signer: WebhookSigner;
  authHeader?: string | undefined;
  log: Log;
};

const LIMIT_MS = 10_000;
const INFO_KEPT_MS = 30_000;
/** Answers of a connector that knows no such page; any other failure tells nothing about it. */
const NO_SUCH_PAGE = new Set([404, 405, 410, 501]);
/** A page of 100 summaries or one document; whatever is larger is not shown. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** Talks to the connector at the address of its webhook. Its answers are parsed, never trusted. */
export function createConnectorClient(options: Options): ConnectorClient {
  let known: { introduction: Promise<Introduction>; askedAt: number } | undefined;

  function sign(path: `/${string}`, question: object) {
    const body = JSON.stringify({ ...question, request: questionClaim('POST', path) });
    const headers = {
      'content-type': 'application/json',
      ...options.signer.sign({ id: `msg_${randomUUID()}`, body }),
    };
    return { headers, body };
  }

  async function post<T>(
    path: `/${string}`,
    { schema, body, signal }: { schema: z.ZodType<T>; body: object; signal?: AbortSignal },
  ) {
    return request(options, { path, method: 'POST', ...sign(path, body), signal }, schema);
  }

  const introduce: ConnectorClient['introduce'] = ({ keptMs = INFO_KEPT_MS } = {}) => {
    const now = performance.now();
    if (known !== undefined && now < known.askedAt + keptMs) return known.introduction;
    const introduction = askForInfo(options);
    known = { introduction, askedAt: now };
    // An absence is asked about again soon.
    void introduction.then(({ info }) => {
      if (info === null) known = undefined;
    });
    return introduction;
  };

  return {
    introduce,
    describe: async () => (await introduce()).info,
    searchDocuments: (body, signal) =>
      post('/documents/search', { schema: documentPageSchema, body, signal }),
    listDocumentChanges: (body, signal) =>
      post('/documents/changes', { schema: documentChangesPageSchema, body, signal }),
    exportDocuments: (question, signal) => {
      const { headers, body } = sign('/documents/export', question);
      const address = new URL('/documents/export', options.webhookUrl);
      const all = { ...headers, ...authorizationOf(options) };
      return openStream({ address, headers: all, body, signal, log: options.log });
    },
    listFailedItems: (body, signal) =>
      post('/failed-items/list', { schema: failedItemPageSchema, body, signal }),
    getDocument: async (body, signal) =>
      (await post('/documents/get', { schema: documentGetAnswerSchema, body, signal }))?.data,
    startPreview: (body) => post('/previews/start', { schema: connectorPreviewAnswerSchema, body }),
    getPreview: (body) => post('/previews/get', { schema: connectorPreviewAnswerSchema, body }),
    tryQuery: (body) => post('/queries/try', { schema: connectorQueryAnswerSchema, body }),
    matchPeople: async (body) =>
      (await post('/access/match', { schema: matchAnswerSchema, body }))?.data,
    findAccounts: async (body) =>
      (await post('/access/accounts', { schema: accountsAnswerSchema, body }))?.data,
    assignAccount: async (body) =>
      (await post('/access/assign', { schema: assignAnswerSchema, body }))?.data.is_known,
    explainAccess: async (body, signal) =>
      (await post('/access/explain', { schema: explainAnswerSchema, body, signal }))?.data,
  };
}

function authorizationOf({ authHeader }: Pick<Options, 'authHeader'>): { authorization?: string } {
  return authHeader === undefined ? {} : { authorization: authHeader };
}

async function askForInfo(options: Options): Promise<Introduction> {
  const asked = { path: '/connector', method: 'GET', headers: {} };
  const { status, answer } = await exchange(options, asked, connectorInfoSchema);
  if (answer !== undefined) return { info: answer, reachable: true, isAway: false };
  const isAway = status === undefined || status >= 500;
  return { info: null, reachable: !isAway && NO_SUCH_PAGE.has(status), isAway };
}

type Asked = {
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** Aborted when nobody waits for the answer any more. */
  signal?: AbortSignal | undefined;
};

async function request<T>(
  options: Options,
  asked: Asked,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  return (await exchange(options, asked, schema)).answer;
}

async function exchange<T>(
  { webhookUrl, authHeader, log }: Options,
  asked: Asked,
  schema: z.ZodType<T>,
): Promise<{ status?: number; answer?: T }> {
  const { path, signal, ...rest } = asked;
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    const response = await fetch(new URL(path, webhookUrl), {
      ...rest,
      headers: {
        ...rest.headers,
        ...authorizationOf({ authHeader }),
      },
      redirect: 'manual',
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    });
    const text = await readCapped(response.body ?? [], MAX_ANSWER_BYTES);
    const { status } = response;
    if (response.ok) return { status, answer: schema.parse(JSON.parse(text)) };
    const { headers } = response;
    const [type, retryAfter] = [headers.get('content-type'), headers.get('retry-after')];
    passOnProblem({ type, retryAfter, text });
    log.warn({ status, action: path }, 'connector refused a question');
    return { status };
  } catch (err) {
    if (err instanceof ProblemError) throw err;
    if (signal?.aborted) return {};
    log.warn({ err, action: path }, 'connector could not be asked');
    return {};
  }
}
