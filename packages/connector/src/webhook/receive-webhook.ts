import { webhookPayloadSchema } from '@rita/contracts';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import type { FastifyInstance } from 'fastify';
import { readSigned } from '../platform/http/signed-request.ts';
import type { Metrics } from '../platform/metrics.ts';
import { type AcceptDeps, acceptWebhook } from './accept-webhook.ts';

/** `POST /webhook`, and `/` for apps that were given the bare address. Answers before the work. */
export function registerWebhook(
  app: FastifyInstance,
  deps: { accept: AcceptDeps; signer: WebhookSigner; metrics: Metrics },
): void {
  for (const path of ['/webhook', '/']) {
    app.post(path, async (request, reply) => {
      const { webhookId, data } = readSigned(request, deps.signer, webhookPayloadSchema);
      const outcome = await acceptWebhook(deps.accept, { webhookId, payload: data });
      deps.metrics.webhooks.inc({ action: data.action, outcome });
      deps.accept.log.info(
        { action: data.action, outcome, connection_id: data.connection_id, webhook_id: webhookId },
        'webhook taken',
      );
      return reply.code(outcome === 'accepted' ? 202 : 200).send({ status: outcome });
    });
  }
}
