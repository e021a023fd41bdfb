import type { ProblemCode } from '@rita/contracts';
import { ProblemError } from '../../platform/http/problems.ts';

/** better-auth's codes, each as the problem that it is to the person in front of it. */
const PROBLEM_OF: Record<string, ProblemCode> = {
  INVALID_EMAIL_OR_PASSWORD: 'invalid_sign_in',
  INVALID_PASSWORD: 'invalid_sign_in',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'invalid_sign_in',
  USER_ALREADY_EXISTS: 'account_exists',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'account_exists',
  INVALID_ORIGIN: 'foreign_origin',
  MISSING_OR_NULL_ORIGIN: 'foreign_origin',
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: 'foreign_origin',
  INVALID_CALLBACK_URL: 'foreign_origin',
  INVALID_REDIRECT_URL: 'foreign_origin',
  INVALID_ERROR_CALLBACK_URL: 'foreign_origin',
  INVALID_NEW_USER_CALLBACK_URL: 'foreign_origin',
  EMAIL_NOT_VERIFIED: 'email_not_verified',
  EMAIL_VERIFICATION_REQUIRED_BEFORE_ACCEPTING_OR_REJECTING_INVITATION: 'email_not_verified',
  YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION: 'wrong_account',
  USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: 'already_member',
  USER_IS_ALREADY_INVITED_TO_THIS_ORGANIZATION: 'already_member',
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER: 'last_owner',
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER: 'last_owner',
  INVITATION_NOT_FOUND: 'not_found',
  MEMBER_NOT_FOUND: 'not_found',
  ORGANIZATION_NOT_FOUND: 'not_found',
  USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: 'not_found',
  PROVIDER_NOT_FOUND: 'not_found',
  YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION: 'not_found',
  INVALID_TOKEN: 'not_found',
  TOKEN_EXPIRED: 'not_found',
};

/** Codes of what it could not do, which it sends as a fault of the request: 400 or 422. */
const ITS_OWN_FAILURE = /^FAILED_TO_(CREATE|GET|REFRESH|RETRIEVE|UPDATE)_/;

const PROBLEM_OF_STATUS: Record<number, ProblemCode> = {
  400: 'validation_failed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'validation_failed',
  429: 'too_many_requests',
};

const LAST_OWNER = 'RI001';
const UNIQUE_VIOLATION = '23505';

/** The problem that a refusal of better-auth is; its own words never reach the client. */
export async function problemOfResponse(response: Response): Promise<ProblemError> {
  const text = await response.text();
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? '';
  const ofStatus = PROBLEM_OF_STATUS[response.status] ?? 'internal_error';
  const problem =
    PROBLEM_OF[code] ?? (ITS_OWN_FAILURE.test(code) ? 'service_unavailable' : ofStatus);
  return new ProblemError(problem);
}

/** The problem behind a violated constraint; anything else comes back as it is. */
export function toAuthProblem(error: unknown): unknown {
  if (error instanceof ProblemError) return error;
  const code = databaseCode(error);
  if (code === LAST_OWNER) return new ProblemError('last_owner');
  if (code === UNIQUE_VIOLATION) return problemOfConstraint(error);
  return error;
}

/** Two requests at once: the second one finds what the first one wrote. */
function problemOfConstraint(error: unknown): unknown {
  const { constraint } = error as { constraint?: string };
  if (constraint === 'users_email_key') return new ProblemError('account_exists');
  if (constraint?.startsWith('members_')) return new ProblemError('already_member');
  return error;
}

function databaseCode(error: unknown): unknown {
  return (error as { code?: unknown } | null | undefined)?.code;
}
