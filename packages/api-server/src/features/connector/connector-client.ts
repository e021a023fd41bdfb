import { randomUUID } from 'node:crypto';
import {
  type ConnectorInfo,
  type ConnectorPreviewGet,
  type ConnectorPreviewStart,
  type ConnectorQuery,
  type ConnectorQueryAnswer,
  connectorInfoSchema,
  connectorPreviewAnswerSchema,
  connectorQueryAnswerSchema,
  type Document,
  type DocumentPage,
  type DocumentSearchRequest,
  documentGetAnswerSchema,
  documentPageSchema,
  type FailedItemPage,
  type FailedItemsRequest,
  failedItemPageSchema,
} from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import type { z } from 'zod';
import { readCapped } from './read-capped.ts';

/** What the app asks of the connector beside the webhooks. */
export type ConnectorClient = {
  /** Null when it says nothing of itself, or is away. Kept for 30 s, or for as long as is said. */
  describe: (options?: { keptMs?: number }) => Promise<ConnectorInfo | null>;
  /** Whether the last question to describe itself got no answer at all. */
  isAway: () => boolean;
  /** Undefined when the connector cannot answer. */
  searchDocuments: (request: DocumentSearchRequest) => Promise<DocumentPage | undefined>;
  getDocument: (tenantId: string, documentId: string) => Promise<Document | null | undefined>;
  /** Undefined when the connector cannot answer. */
  listFailedItems: (request: FailedItemsRequest) => Promise<FailedItemPage | undefined>;
  /** Undefined when the connector cannot answer. */
  startPreview: (preview: ConnectorPreviewStart) => Promise<PreviewAnswer | undefined>;
  getPreview: (preview: ConnectorPreviewGet) => Promise<PreviewAnswer | undefined>;
  /** Undefined when the connector cannot answer. */
  tryQuery: (query: ConnectorQuery) => Promise<ConnectorQueryAnswer | undefined>;
};

type PreviewAnswer = z.output<typeof connectorPreviewAnswerSchema>;

type Options = {
  webhookUrl: string;
  signer: WebhookSigner;
  authHeader?: string | undefined;
  log: Log;
};

const LIMIT_MS = 10_000;
const INFO_KEPT_MS = 30_000;
/** A page of 100 summaries or one document; whatever is larger is not shown. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** Talks to the connector at the address of its webhook. Its answers are parsed, never trusted. */
export function createConnectorClient(options: Options): ConnectorClient {
  let known: { info: Promise<ConnectorInfo | null>; askedAt: number } | undefined;
  let isAway = false;

  async function post<T>(path: string, body: unknown, schema: z.ZodType<T>) {
    const text = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      ...options.signer.sign({ id: `msg_${randomUUID()}`, body: text }),
    };
    return request(options, { path, method: 'POST', headers, body: text }, schema);
  }

  return {
    isAway: () => isAway,
    describe: ({ keptMs = INFO_KEPT_MS } = {}) => {
      const now = performance.now();
      if (known !== undefined && now < known.askedAt + keptMs) return known.info;
      const asked = { path: '/connector', method: 'GET', headers: {} };
      const onAway = (answer: boolean) => {
        isAway = answer;
      };
      const info = request(options, asked, connectorInfoSchema, onAway).then(
        (answer) => answer ?? null,
      );
      known = { info, askedAt: now };
      // An absence is asked about again soon.
      void info.then((answer) => {
        if (answer === null) known = undefined;
      });
      return info;
    },
    searchDocuments: (body) => post('/documents/search', body, documentPageSchema),
    listFailedItems: (body) => post('/failed-items/list', body, failedItemPageSchema),
    startPreview: (body) => post('/previews/start', body, connectorPreviewAnswerSchema),
    getPreview: (body) => post('/previews/get', body, connectorPreviewAnswerSchema),
    tryQuery: (body) => post('/queries/try', body, connectorQueryAnswerSchema),
    getDocument: async (tenantId, documentId) => {
      const body = { tenant_id: tenantId, document_id: documentId };
      return (await post('/documents/get', body, documentGetAnswerSchema))?.data;
    },
  };
}

async function request<T>(
  { webhookUrl, authHeader, log }: Options,
  asked: { path: string; method: string; headers: Record<string, string>; body?: string },
  schema: z.ZodType<T>,
  onAway: (isAway: boolean) => void = () => {},
): Promise<T | undefined> {
  const { path, ...rest } = asked;
  try {
    const response = await fetch(new URL(path, webhookUrl), {
      ...rest,
      headers: {
        ...rest.headers,
        ...(authHeader === undefined ? {} : { authorization: authHeader }),
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const text = await readCapped(response, MAX_ANSWER_BYTES);
    // One that has no such page is there all the same.
    onAway(response.status >= 500);
    if (!response.ok) {
      log.warn({ status: response.status, action: path }, 'connector refused a question');
      return undefined;
    }
    return schema.parse(JSON.parse(text));
  } catch (err) {
    onAway(true);
    log.warn({ err, action: path }, 'connector could not be asked');
    return undefined;
  }
}
