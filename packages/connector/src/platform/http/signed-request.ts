import { PROBLEMS, type Problem, type ProblemCode } from '@rita/contracts';
import { SignatureError, type WebhookSigner } from '@rita/platform/signed-webhook';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** Ends a request with a problem of the closed list. `detail`, if given, is our own text. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, detail?: string, options: { retryAfterSeconds?: number } = {}) {
    super(detail ?? PROBLEMS[code].remedy);
    this.name = 'ProblemError';
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export function sendProblem(reply: FastifyReply, error: ProblemError): FastifyReply {
  const body = problemBody(error);
  const { retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return reply.code(body.status).type('application/problem+json').send(body);
}

export function problemBody({ code, message: detail }: ProblemError): Problem {
  const { status, title } = PROBLEMS[code];
  return { type: 'about:blank', title, status, code, detail };
}

/** Checks the signature over the raw body, then reads it. Throws `ProblemError`. */
export function readSigned<S extends z.ZodType>(
  request: FastifyRequest,
  signer: WebhookSigner,
  schema: S,
): { webhookId: string; data: z.output<S> } {
  const body = typeof request.body === 'string' ? request.body : '';
  const webhookId = verifySignature(request, signer, body);
  return { webhookId, data: parseBySchema(parseJson(body), schema) };
}

/** Throws `ProblemError` `validation_failed`, which names the fields. */
export function parseBySchema<S extends z.ZodType>(value: unknown, schema: S): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).slice(0, 10);
  throw new ProblemError('validation_failed', `Wrong or missing: ${fields.join(', ')}`);
}

function verifySignature(request: FastifyRequest, signer: WebhookSigner, body: string): string {
  try {
    return signer.verify({ headers: request.headers, body }).id;
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new ProblemError('invalid_signature', error.message);
  }
}

function parseJson(body: string): unknown {
  try {
    // A key such as __proto__ can do no harm as data, but nobody honest sends one.
    return JSON.parse(body, (key, value: unknown) => {
      if (key === '__proto__') throw new ProblemError('malformed_request');
      if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed())) {
        throw new ProblemError('malformed_request');
      }
      return value;
    });
  } catch {
    throw new ProblemError('malformed_request');
  }
}
