import { MAX_STATUS_MESSAGE_BYTES, postConnectorStatus } from '@rita/contracts';
import { SignatureError, type WebhookSigner } from '@rita/platform/signed-webhook';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { parseJson } from '../../platform/json.ts';
import type { RunDeps } from './run-deps.ts';
import { shareStatusMessages } from './share-status-messages.ts';

/**
 * `POST /api/connector/status`. Order of checks: size, signature over the raw body, JSON, schema,
 * run rules. A message counts by its run and number, so a replayed one is a duplicate. Requests that
 * are on their way together share a transaction.
 */
export function registerStatusCallback(
  app: FastifyInstance,
  deps: RunDeps & { signer: WebhookSigner },
): void {
  const apply = shareStatusMessages(deps);
  // A scope of its own: only here the body is taken raw and its signature is checked.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer' },
      async (request: FastifyRequest, raw: Buffer) => {
        const body = raw.toString('utf8');
        checkSignature(deps, request, body);
        request.isSigned = true;
        return parseJson(body, 'mend');
      },
    );
    mount(scope, postConnectorStatus, { bodyLimit: MAX_STATUS_MESSAGE_BYTES })(
      async ({ body, request }) => {
        const bytes = Number(request.headers['content-length'] ?? MAX_STATUS_MESSAGE_BYTES);
        const outcome = await apply({ message: body, bytes });
        return { data: { outcome: outcome === 'foreign' ? 'unknown' : outcome } };
      },
    );
  });
}

function checkSignature(
  { signer, log }: RunDeps & { signer: WebhookSigner },
  request: FastifyRequest,
  body: string,
) {
  try {
    signer.verify({ headers: request.headers, body });
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    const fields = { reason: error.reason, ip: request.ip, request_id: request.id };
    log.warn({ ...fields, security_event: 'invalid_signature' }, 'status callback refused');
    throw new ProblemError('invalid_signature', {
      errors: [{ path: 'webhook-signature', message: error.message }],
    });
  }
}
