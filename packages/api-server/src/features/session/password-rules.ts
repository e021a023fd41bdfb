import { createRequire } from 'node:module';
import type * as Lists from '@zxcvbn-ts/language-common';
import type { Db } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { findInvitingOrganization, findOrganizationsOfUser } from './session.store.ts';

const PRODUCT_WORDS = ['rita', 'data sources', 'confluence', 'servicenow', 'sharepoint'];
/** “password” with this many digits or signs around it is still “password”. */
const MAX_DECORATION = 4;
const MIN_DIFFERENT_CHARACTERS = 5;

const require = createRequire(import.meta.url);
let common: ReadonlySet<string> | undefined;

/**
 * 49,233 passwords that were found most often in published lists, lower case. They are read when somebody
 * first chooses a password; at once, for the environment is read so too.
 */
function commonPasswords(): ReadonlySet<string> {
  if (common === undefined) {
    const { dictionary }: typeof Lists = require('@zxcvbn-ts/language-common');
    common = new Set(dictionary['passwords-common']);
  }
  return common;
}

export type Person = {
  name?: string;
  email?: string;
  /** Names of the organizations that the person is in or was invited to. */
  organizations?: readonly string[];
};

/**
 * Whether a password is among the first that anybody would try: a common one, one of few different
 * characters, or one made of the person's own name or address, of the organization's name or ours (NIST SP
 * 800-63B, 3.1.1.2).
 */
export function isEasilyGuessed(password: string, person: Person = {}): boolean {
  const text = password.normalize('NFKC').toLowerCase().trim();
  if (new Set(text).size < MIN_DIFFERENT_CHARACTERS) return true;
  const words = [...PRODUCT_WORDS, ...wordsOf(person)];
  const isWord = (part: string) => commonPasswords().has(part) || words.includes(part);
  if (isWord(text)) return true;
  const core = text.replace(/^[\d\W_]+/u, '').replace(/[\d\W_]+$/u, '');
  return core !== '' && text.length - core.length <= MAX_DECORATION && isWord(core);
}

/**
 * Refuses a password that is easily guessed by whoever knows the person: the organizations that they are
 * in, and the one that an invitation is to, count as their words.
 *
 * @throws ProblemError `common_password`
 */
export async function requireGoodPassword(
  db: Db,
  password: string,
  { userId, invitationId, ...person }: Person & { userId?: string; invitationId?: unknown },
): Promise<void> {
  const own = userId === undefined ? [] : await findOrganizationsOfUser(db, userId);
  const inviting =
    typeof invitationId === 'string' ? await findInvitingOrganization(db, invitationId) : undefined;
  const organizations = [...own.map(({ name }) => name), ...(inviting ? [inviting] : [])];
  if (isEasilyGuessed(password, { ...person, organizations })) {
    throw new ProblemError('common_password');
  }
}

function wordsOf({ name = '', email = '', organizations = [] }: Person): string[] {
  const [local = ''] = email.split('@');
  const names = [name, ...organizations].flatMap((one) => [
    one,
    one.replaceAll(/\s+/g, ''),
    ...one.split(/\s+/),
  ]);
  const parts = [...names, email, local];
  return parts.map((part) => part.toLowerCase()).filter((part) => part.length >= 3);
}
