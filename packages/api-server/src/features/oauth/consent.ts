import { ASSISTANT_SCOPE, type Consent } from '@rita/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type Provider from 'oidc-provider';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { insertAssistant } from '../assistants/assistants.store.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { resourceOf } from '../mcp/challenge.ts';
import { actorOf } from '../runs/actor.ts';
import { findOrganizationsOfUser } from '../session/session.store.ts';
import { isLoopback } from './tidy-client.ts';

export type ConsentDeps = { db: Kysely<Tables>; provider: Provider; publicUrl: string };
type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;
type Asked = { principal: Principal; interaction: Interaction; ip: string };

/**
 * What an assistant waits for, in the very browser that it opened: a link to it that somebody else
 * began would let them in with this person's rights.
 *
 * @throws ProblemError `not_found` also where another browser began it
 */
export async function requireInteraction(
  provider: Provider,
  id: string,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<Interaction> {
  const found = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
  if (found === undefined || found.uid !== id || found.prompt.name !== 'consent') {
    throw new ProblemError('not_found');
  }
  return found;
}

export async function describeConsent(
  { db, provider }: ConsentDeps,
  { principal, interaction }: Pick<Asked, 'principal' | 'interaction'>,
): Promise<Consent> {
  const client = await requireClient(provider, interaction);
  const organizations = await findOrganizationsOfUser(db, principal.userId);
  // The one that the person works in comes first.
  const isNow = ({ id }: { id: string }) => Number(id === principal.organizationId);
  return {
    client_name: client.name,
    client_host: URL.canParse(client.id) ? new URL(client.id).host : null,
    redirect_host: client.redirectHost,
    is_on_this_machine: client.isOnThisMachine,
    scopes: [ASSISTANT_SCOPE],
    organizations: organizations.toSorted((a, b) => isNow(b) - isNow(a)),
  };
}

/**
 * Lets an assistant in: one grant stands for one person in one organization.
 *
 * @returns what the authorization server goes on with
 * @throws ProblemError `not_found` for an organization that the person does not belong to
 */
export async function allow(
  { db, provider, publicUrl }: ConsentDeps,
  { principal, interaction, ip }: Asked,
  organizationId: string,
) {
  const member = await findMembership(db, organizationId, principal.userId);
  if (member === undefined) throw new ProblemError('not_found');
  const client = await requireClient(provider, interaction);
  const grant = new provider.Grant({ accountId: member.id, clientId: client.id });
  grant.addResourceScope(resourceOf(publicUrl), ASSISTANT_SCOPE);
  const grantId = await grant.save();
  await inTransaction(db, async (trx) => {
    await insertAssistant(trx, {
      id: grantId,
      organization_id: organizationId,
      member_id: member.id,
      client_id: client.id,
      client_name: client.name,
      redirect_host: client.redirectHost,
      scopes: [ASSISTANT_SCOPE],
    });
    await insertAuditEvents(trx, organizationId, [
      {
        ...actorOf(principal, ip),
        action: 'assistant.connected',
        object_type: 'assistant',
        object_id: grantId,
        object_label: client.name,
        details: { redirect_host: client.redirectHost, scopes: [ASSISTANT_SCOPE] },
      },
    ]);
  });
  return { login: { accountId: member.id, remember: false }, consent: { grantId } };
}

async function requireClient(provider: Provider, { params }: Interaction) {
  const id = String(params.client_id);
  const redirect = String(params.redirect_uri);
  const client = await provider.Client.find(id).catch(() => undefined);
  if (client === undefined || !URL.canParse(redirect)) throw new ProblemError('not_found');
  const { protocol, host } = new URL(redirect);
  // A scheme of a program's own has no host, or one that says nothing.
  const isWeb = protocol === 'https:' || protocol === 'http:';
  const redirectHost = isWeb ? host : protocol.slice(0, -1);
  const name = client.clientName?.trim() || redirectHost;
  return { id, name, redirectHost, isOnThisMachine: !isWeb || isLoopback(redirect) };
}

function findMembership(db: Kysely<Tables>, organizationId: string, userId: string) {
  return db
    .selectFrom('members')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}
