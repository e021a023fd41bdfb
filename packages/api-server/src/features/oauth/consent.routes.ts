import { answerConsent, getConsent } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import { allow, type ConsentDeps, describeConsent, requireInteraction } from './consent.ts';

type ConsentRoutesDeps = Omit<ConsentDeps, 'provider'> & {
  loadProvider: () => Promise<ConsentDeps['provider']>;
};

const REFUSED = { error: 'access_denied', error_description: 'the person refused' };

/**
 * Where a person is asked. The first address is the one that the browser is sent to, since the cookie
 * that names what is asked for belongs to it; the page itself is the client's.
 */
export function registerConsent(
  app: FastifyInstance,
  { db, loadProvider, publicUrl }: ConsentRoutesDeps,
): void {
  app.get<{ Params: { id: string } }>(
    '/api/consents/:id',
    { schema: { hide: true } },
    async (request, reply) =>
      reply.redirect(`${publicUrl}/connect/${encodeURIComponent(request.params.id)}`, 302),
  );

  mount(
    app,
    getConsent,
  )(async ({ principal, params, request, reply }) => {
    const provider = await loadProvider();
    const interaction = await requireInteraction(provider, params.id, { request, reply });
    return { data: await describeConsent({ db, provider, publicUrl }, { principal, interaction }) };
  });

  mount(
    app,
    answerConsent,
  )(async ({ principal, params, body, request, reply }) => {
    const provider = await loadProvider();
    const interaction = await requireInteraction(provider, params.id, { request, reply });
    const asked = { principal, interaction, ip: request.ip };
    const result =
      body.answer === 'allow'
        ? await allow({ db, provider, publicUrl }, asked, body.organization_id)
        : REFUSED;
    const continue_at = await provider.interactionResult(request.raw, reply.raw, result, {
      mergeWithLastSubmission: false,
    });
    return { data: { continue_at } };
  });
}
