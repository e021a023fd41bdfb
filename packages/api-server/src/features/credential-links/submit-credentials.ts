import { linkUserId, type SubmitCredentialsRequest } from '@rita/contracts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { startVerification, type VerificationDeps } from '../data-sources/start-verification.ts';
import { judgeInRow, limitKey, tooManyRequests } from '../session/rate-limits.ts';
import { type FoundLink, lockLink, updateLink } from './credential-links.store.ts';
import { linkActor } from './end-links.ts';
import { endOf, isOfAccount, PROBLEM_OF_STATE, stateOver } from './link-state.ts';
import { requireLink } from './open-link.ts';

/** Each is tried at the source, which may lock an account after too many. */
const TRIES = { limit: 10, firstSeconds: 30, maxSeconds: 3_600 };

/**
 * Starts a verification with what somebody entered by a link, in the power of whoever made the link: it
 * ends with theirs. The link stays good until access is proven.
 *
 * @throws ProblemError `not_found`, `credential_link_used`, `credential_link_expired`,
 *   `credential_link_ended`, `unknown_setting`, `too_many_requests`, or what starting a verification throws
 */
export async function submitCredentials(
  deps: VerificationDeps,
  ip: string,
  { token, settings = {}, ...delivery }: SubmitCredentialsRequest,
): Promise<{ runId: string }> {
  const link = await requireLink(deps, { token, ip });
  requireOpen(link);
  requireOfAccount(link, settings);
  await requireFewTries(deps, link, ip);
  const body = { ...withoutUndefined(delivery), settings: { ...link.settings, ...settings } };
  const asked = { principal: makerOf(link), ip, connectionId: link.connection_id };
  return startVerification(deps, { ...asked, guest: guestOf(link, ip) }, body).catch(forOutsiders);
}

async function requireFewTries({ db, log }: VerificationDeps, link: FoundLink, ip: string) {
  const tries = await judgeInRow(db, limitKey('credential_link:link', link.id), TRIES);
  if (!tries.isRefused) return;
  if (tries.isFirst) {
    const { organization_id, connection_id } = link;
    const line = { security_event: 'limit_reached', reason: 'credential_link', ip };
    log.warn({ ...line, organization_id, connection_id }, 'an attempt was refused');
  }
  throw tooManyRequests(tries.seconds);
}

function makerOf(link: FoundLink) {
  return {
    organizationId: link.organization_id,
    userId: link.made_by,
    userName: link.maker_name,
    userEmail: link.maker_email,
  };
}

function guestOf(link: FoundLink, ip: string) {
  return {
    sender: { userId: linkUserId(link.id), userEmail: '' },
    actor: linkActor(link, ip),
    admit: async (trx: Parameters<typeof lockLink>[0], runId: string) => {
      // It may have been used, or taken back, since it was found.
      const locked = await lockLink(trx, link.organization_id, link.id);
      if (locked === undefined) throw new ProblemError('credential_link_ended');
      requireOpen(locked);
      await updateLink(trx, locked, { last_run_id: runId });
    },
  };
}

function requireOpen(link: FoundLink): void {
  const end = endOf(link);
  if (end !== null) throw new ProblemError(PROBLEM_OF_STATE[stateOver(end)]);
}

/** The address is that of the link; whoever has it cannot have the secret of others sent elsewhere. */
function requireOfAccount({ type }: FoundLink, settings: Record<string, unknown>): void {
  const others = Object.keys(settings).filter((key) => !isOfAccount(type, key));
  if (others.length === 0) return;
  throw new ProblemError('unknown_setting', {
    errors: others.slice(0, 20).map((key) => ({
      path: `settings.${key.slice(0, 200)}`,
      message: 'cannot be changed by a link',
    })),
  });
}

/** Nothing about the organization: not what its maker may do, nor which run stands in the way. */
function forOutsiders(error: unknown): never {
  if (!(error instanceof ProblemError)) throw error;
  const { code } = error;
  if (code === 'forbidden' || code === 'not_found') throw new ProblemError('credential_link_ended');
  if (code === 'run_in_progress') throw new ProblemError('run_in_progress');
  throw error;
}

function withoutUndefined(delivery: Omit<SubmitCredentialsRequest, 'token' | 'settings'>) {
  const { credentials, sealed_credentials, method, run_id } = delivery;
  return {
    ...{ method, run_id },
    ...(credentials === undefined ? {} : { credentials }),
    ...(sealed_credentials === undefined ? {} : { sealed_credentials }),
  };
}
