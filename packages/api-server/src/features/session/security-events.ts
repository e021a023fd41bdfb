import type { AuditAction, ProblemCode } from '@rita/contracts';
import type { Db } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { auditAccount } from '../account/account-audit.ts';
import type { AuthOptions } from './auth-options.ts';
import type { AuthRequest } from './perform-auth.ts';

type SecurityEvent = {
  event: 'sign_in_failed' | 'limit_reached' | 'password_refused';
  ip: string;
  /** A code of ours, for example which limit it was. */
  reason: string;
  kind?: string | undefined;
  /** Whom it was tried with; perhaps nobody that there is. */
  whom?: { email: string } | { userId: string } | undefined;
};

const ACTION_OF: Record<SecurityEvent['event'], AuditAction> = {
  sign_in_failed: 'session.sign_in_failed',
  limit_reached: 'session.sign_in_limited',
  password_refused: 'password.refused',
};

/**
 * Writes the log line of what was refused and, where it was tried with somebody's account, an entry in
 * the log of their organizations. Nobody waits for it, so that no answer’s time tells whether there is
 * such an account.
 */
export function reportSecurityEvent(
  { kysely, background, log }: Pick<AuthOptions, 'kysely' | 'background' | 'log'>,
  { event, ip, reason, kind, whom }: SecurityEvent,
): void {
  background.start('report a refused attempt', async () => {
    const user = whom && (await findUser(kysely, whom));
    const line = { security_event: event, ip, reason, kind, user_id: user?.id };
    log.warn(line, 'an attempt was refused');
    if (user === undefined) return;
    const action = ACTION_OF[event];
    await auditAccount(kysely, user, { action, actor: 'system', ip, details: { reason } });
  });
}

/** Endpoints where a wrong password or code is an attempt to get in as somebody. */
const SIGN_INS = ['/sign-in/email', '/change-password'];
const WRONG: ProblemCode[] = ['invalid_sign_in', 'invalid_second_factor'];

/** What a refused request to `/api/auth` means for the security of an account; often nothing. */
export function reportRefusal(
  options: Pick<AuthOptions, 'kysely' | 'background' | 'log'>,
  request: Pick<AuthRequest, 'path' | 'body' | 'principal' | 'ip' | 'subject'>,
  problem: unknown,
): void {
  if (!(problem instanceof ProblemError)) return;
  const { path, body, principal, ip } = request;
  const { code } = problem;
  const email = typeof body?.email === 'string' ? body.email : undefined;
  const typed = email === undefined ? undefined : { email };
  const whom = principal === undefined ? (request.subject ?? typed) : { userId: principal.userId };
  if (WRONG.includes(code) && SIGN_INS.includes(path)) {
    reportSecurityEvent(options, {
      event: 'sign_in_failed',
      ip,
      reason: code,
      whom: path === '/sign-in/email' ? typed : whom,
    });
  }
  if (code === 'common_password') {
    // Whoever signs up is nobody yet, and the address may be somebody else's.
    const owner = path.startsWith('/sign-up/') ? undefined : whom;
    reportSecurityEvent(options, { event: 'password_refused', ip, reason: code, whom: owner });
  }
}

function findUser(db: Db, whom: { email: string } | { userId: string }) {
  return db
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where((eb) =>
      'email' in whom ? eb('email', '=', whom.email.toLowerCase()) : eb('id', '=', whom.userId),
    )
    .executeTakeFirst();
}
