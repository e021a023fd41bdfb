import { SourceError } from '../source.ts';

const LONGEST_ADDRESS = 2000;
const TRACKING = /^(utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid|srsltid)$/i;

/**
 * A page's address in the form that is its id: no fragment, nothing that only says where the
 * reader came from. Undefined for what is no web page.
 */
export function normalAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  url.hash = '';
  // `delete` rewrites the whole query, so only where something is to go.
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name)) url.searchParams.delete(name);
  }
  return url.href.length > LONGEST_ADDRESS ? undefined : url.href;
}

export type DomainRules = { allowed: readonly string[]; blocked: readonly string[] };

/** Whether pages of the host may be kept; a domain stands for its subdomains too, and “never” wins. */
export function isAllowedDomain(hostname: string, { allowed, blocked }: DomainRules): boolean {
  if (blocked.some((domain) => isWithin(hostname, domain))) return false;
  return allowed.length === 0 || allowed.some((domain) => isWithin(hostname, domain));
}

export function requireAllowedDomain(hostname: string, rules: DomainRules): void {
  if (isAllowedDomain(hostname, rules)) return;
  throw new SourceError('blocked_address', `The domains of this connection leave out ${hostname}`);
}

function isWithin(hostname: string, domain: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  const wanted = domain.toLowerCase();
  return host === wanted || host.endsWith(`.${wanted}`);
}
