import {
  type AskedCredentials,
  boundSettings,
  type LinkAttempt,
  linkUserId,
  type openCredentialLink,
  type RouteSuccess,
} from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { Kysely } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Db, Tables } from '../../platform/db/tables.ts';
import { addressGroup } from '../../platform/http/network.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { SealingPolicy } from '../connector/sealing-policy.ts';
import { findConnection } from '../data-sources/data-sources.store.ts';
import { mergeSettings } from '../runs/run-state.ts';
import { judgeAttempt, limitKey, tooManyRequests } from '../session/rate-limits.ts';
import { type FoundLink, findLinkByHash, markOpened } from './credential-links.store.ts';
import { auditLink, linkActor } from './end-links.ts';
import { endOf, stateOver } from './link-state.ts';
import { hashOfLinkToken } from './link-token.ts';

/** Of one network, in a minute. Nobody guesses 256 bits; the database is not to be kept busy with it. */
const UNKNOWN_PER_MINUTE = 60;

/**
 * What whoever has the link is asked for: nothing of the connection beyond where the secret goes, and
 * nothing that was found at the source. The first look is written down.
 *
 * @throws ProblemError `not_found`, `too_many_requests`
 */
export async function openLink(
  { db, log, sealing }: { db: Kysely<Tables>; log: Log; sealing: SealingPolicy },
  { token, ip }: { token: string; ip: string },
): Promise<RouteSuccess<typeof openCredentialLink>['data']> {
  const link = await requireLink({ db, log }, { token, ip });
  const end = endOf(link);
  if (end !== null) return { state: stateOver(end) };
  const row = await findConnection(db, link.organization_id, link.connection_id);
  if (row === undefined) throw new ProblemError('not_found');
  if (link.opened_at === null) await noteOpened(db, link, ip);
  const { info, ...rest } = await sealing.describe();
  const connector = info && {
    name: info.name,
    key_document: info.key_document,
    sealing_key: info.sealing_key,
    types: info.types,
  };
  return {
    ...askedOf(link),
    attempt: attemptOf(link, row),
    connector,
    sealing: { ...rest, time: new Date().toISOString() },
  };
}

/** @throws ProblemError `not_found`, `too_many_requests` */
export async function requireLink(
  { db, log }: { db: Db; log: Log },
  { token, ip }: { token: string; ip: string },
): Promise<FoundLink> {
  const link = await findLinkByHash(db, hashOfLinkToken(token));
  if (link !== undefined) return link;
  const key = limitKey('credential_link:address', addressGroup(ip));
  const verdict = await judgeAttempt(db, key, UNKNOWN_PER_MINUTE);
  if (verdict.isRefused) {
    const line = {
      security_event: 'limit_reached',
      reason: 'network',
      kind: 'credential_link',
      ip,
    };
    if (verdict.isFirst) log.warn(line, 'an attempt was refused');
    throw tooManyRequests(verdict.seconds);
  }
  throw new ProblemError('not_found');
}

async function noteOpened(db: Kysely<Tables>, link: FoundLink, ip: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (!(await markOpened(trx, link.organization_id, link.id))) return;
    await auditLink(trx, link, { action: 'credential_link.opened', actor: linkActor(link, ip) });
  });
}

function askedOf(link: FoundLink): Omit<AskedCredentials, 'attempt' | 'connector' | 'sealing'> {
  return {
    state: 'open',
    organization_id: link.organization_id,
    organization_name: link.organization_name,
    asked_by: link.maker_name,
    expires_at: link.expires_at.toISOString(),
    connection_id: link.connection_id,
    connection_type: link.type,
    connection_name: link.connection_name,
    settings: boundSettings(link.type, mergeSettings(link.connection_settings, link.settings)),
    user_id: linkUserId(link.id),
  };
}

type Row = Pick<
  DataSourceConnectionRow,
  | 'run_id'
  | 'last_run_id'
  | 'last_run_ended_by'
  | 'last_verified_at'
  | 'verification_checks'
  | 'failed_attempt'
  | 'error_code'
>;

/** What became of the verification that was started by the link last; of no other run. */
export function attemptOf(
  { last_run_id: run_id }: Pick<FoundLink, 'last_run_id'>,
  row: Row,
): LinkAttempt | null {
  if (run_id === null) return null;
  if (row.run_id === run_id) {
    return { run_id, state: 'running', error_code: null, checks: bare(row.verification_checks) };
  }
  const over = { run_id, error_code: null, checks: [] };
  if (row.last_run_id !== run_id) return { ...over, state: 'failed' };
  if (row.last_run_ended_by === 'cancel') return { ...over, state: 'cancelled' };
  const { error_code, checks } =
    row.last_verified_at === null || row.failed_attempt === null
      ? { error_code: row.error_code, checks: row.verification_checks }
      : row.failed_attempt;
  return { run_id, state: 'failed', error_code, checks: bare(checks) };
}

function bare(checks: Row['verification_checks']): LinkAttempt['checks'] {
  return checks.map(({ name, outcome }) => ({ name, outcome }));
}
