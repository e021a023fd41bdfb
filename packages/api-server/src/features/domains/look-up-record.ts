import { Resolver } from 'node:dns/promises';
import type { DomainFinding } from '@rita/contracts';

/** The TXT records of a domain, each in its parts; throws what `node:dns` throws. */
export type ResolveTxt = (domain: string) => Promise<string[][]>;

/** Answers of the DNS by which it says that there is no such record. */
const ABSENT_CODES = new Set(['ENODATA', 'ENOTFOUND']);

/** Asks the system's name servers; a few seconds in all. */
export const resolveTxt: ResolveTxt = (domain) =>
  new Resolver({ timeout: 2_000, tries: 2 }).resolveTxt(domain);

/**
 * Whether a domain has a TXT record of exactly this text. A name server that fails or does not
 * answer says nothing about it (`unanswered`).
 */
export async function lookUpRecord(
  resolve: ResolveTxt,
  { domain, record }: { domain: string; record: string },
): Promise<DomainFinding> {
  try {
    const records = await resolve(domain);
    // A record of more than 255 bytes comes in parts that belong together (RFC 7208, 3.3).
    return records.some((parts) => parts.join('').trim() === record) ? 'found' : 'absent';
  } catch (error) {
    const { code } = error as { code?: string };
    return ABSENT_CODES.has(code ?? '') ? 'absent' : 'unanswered';
  }
}
