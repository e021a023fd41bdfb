import ipaddr from 'ipaddr.js';

/** What the operator allows beyond public https addresses; see `parseEgressAllow`. */
export type EgressRule = {
  /** Lower case, without a trailing dot; for a literal address its canonical form. */
  host?: string;
  range?: [ipaddr.IPv4 | ipaddr.IPv6, number];
  port?: number;
  plainHttp: boolean;
};

/**
 * Reads `EGRESS_ALLOW`: comma-separated `host`, `host:port` or CIDR, each optionally begun with
 * `http://` to allow plain http there. Throws an `Error` that names the entry it cannot read.
 */
export function parseEgressAllow(text: string): EgressRule[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
}

function parseEntry(entry: string): EgressRule {
  const plainHttp = entry.toLowerCase().startsWith('http://');
  const target = entry.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  if (target.includes('/')) {
    if (!ipaddr.isValidCIDR(target)) throw new Error(`“${entry}” is not a host or CIDR`);
    return { range: ipaddr.parseCIDR(target), plainHttp };
  }
  const bare = ipaddr.isValid(target) && target.includes(':') ? `[${target}]` : target;
  if (!URL.canParse(`http://${bare}/`)) throw new Error(`“${entry}” is not a host or CIDR`);
  const url = new URL(`http://${bare}/`);
  const port = /:(\d+)$/.exec(bare.replace(/^\[.*\]/, ''))?.[1];
  return {
    host: normalHost(url.hostname),
    plainHttp,
    ...(port === undefined ? {} : { port: Number(port) }),
  };
}

/** Host as it is compared: no brackets, no trailing dot, lower case. */
export function normalHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

const V6_GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
const V4_NOT_PUBLIC = ['192.0.0.0/24', '192.88.99.0/24', '198.18.0.0/15', '240.0.0.0/4'].map(
  (range) => ipaddr.IPv4.parseCIDR(range),
);

/**
 * Whether an address is one of the public internet. Everything with a special meaning in the
 * IANA registries (RFC 6890) is not, nor is IPv6 that carries an IPv4 address inside.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return !V4_NOT_PUBLIC.some((range) => parsed.match(range));
  return parsed.match(V6_GLOBAL_UNICAST);
}

/** The rules that name this host and port. */
export function rulesForHost(rules: EgressRule[], hostname: string, port: number): EgressRule[] {
  const host = normalHost(hostname);
  return rules.filter((rule) => {
    if (rule.port !== undefined && rule.port !== port) return false;
    if (rule.host !== undefined) return rule.host === host;
    return rule.range !== undefined && isInRange(host, rule.range);
  });
}

/** Whether this address may be dialled for this host: public, in an allowed range, or the host itself is allowed. */
export function mayDial(
  rules: EgressRule[],
  target: { hostname: string; port: number; address: string },
): boolean {
  if (isPublicAddress(target.address)) return true;
  return [
    ...rulesForHost(rules, target.hostname, target.port),
    ...rulesForHost(rules, target.address, target.port),
  ].some((rule) => rule.host !== undefined || rule.range !== undefined);
}

function isInRange(address: string, range: NonNullable<EgressRule['range']>): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.kind() === range[0].kind() && parsed.match(range);
}
