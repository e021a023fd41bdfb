import { dictionary } from '@zxcvbn-ts/language-common';
import { ProblemError } from '../../platform/http/problem-error.ts';

/** 49,233 passwords that were found most often in published lists, lower case. */
const COMMON = new Set(dictionary['passwords-common']);
const PRODUCT_WORDS = ['rita', 'data sources', 'confluence', 'servicenow', 'sharepoint'];
/** “password” with this many digits or signs around it is still “password”. */
const MAX_DECORATION = 4;
const MIN_DIFFERENT_CHARACTERS = 5;

/**
 * Whether a password is among the first that anybody would try: a common one, one of few different
 * characters, or one made of the person's own name or address (NIST SP 800-63B, 3.1.1.2).
 */
export function isEasilyGuessed(password: string, person: { name?: string; email?: string } = {}) {
  const text = password.normalize('NFKC').toLowerCase().trim();
  if (new Set(text).size < MIN_DIFFERENT_CHARACTERS) return true;
  const words = [...PRODUCT_WORDS, ...wordsOf(person)];
  const isWord = (part: string) => COMMON.has(part) || words.includes(part);
  if (isWord(text)) return true;
  const core = text.replace(/^[\d\W_]+/u, '').replace(/[\d\W_]+$/u, '');
  return core !== '' && text.length - core.length <= MAX_DECORATION && isWord(core);
}

/** @throws ProblemError `common_password` */
export function requireGoodPassword(password: string, person?: { name?: string; email?: string }) {
  if (isEasilyGuessed(password, person)) throw new ProblemError('common_password');
}

function wordsOf({ name = '', email = '' }: { name?: string; email?: string }): string[] {
  const [local = ''] = email.split('@');
  const parts = [name, name.replaceAll(/\s+/g, ''), email, local, ...name.split(/\s+/)];
  return parts.map((part) => part.toLowerCase()).filter((part) => part.length >= 3);
}
