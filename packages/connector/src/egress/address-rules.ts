import {
  isInAny,
  isNeverDialled,
  isPublicAddress,
  isWithin,
  NEVER,
  type Network,
  OWN_MACHINE,
} from '@rita/platform/address-kinds';
import { normalHost } from '@rita/platform/guarded-connect';
import { mayNamedHostLeadTo, readNamedHost } from '@rita/platform/named-hosts';
import ipaddr from 'ipaddr.js';

/** What the operator allows beyond public https addresses; read by `parseEgressAllow`. */
export type EgressRule = {
  /** Lower case, without a trailing dot; for a literal address its canonical form. */
  host?: string;
  range?: Network;
  port?: number;
  plainHttp: boolean;
};

/**
 * Reads `EGRESS_ALLOW`: comma-separated `host`, `host:port` or CIDR, each optionally begun with
 * `http://` to allow plain http there. Throws an `Error` that names the entry which is none of
 * these, or which no address could ever match: whoever wrote it believes that it does something.
 */
export function parseEgressAllow(text: string): EgressRule[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
}

function parseEntry(entry: string): EgressRule {
  const plainHttp = /^http:\/\//i.test(entry);
  const target = entry.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return target.includes('/')
    ? { range: parseNetwork(entry, target), plainHttp }
    : { ...parseHost(entry, target), plainHttp };
}

function parseNetwork(entry: string, target: string): Network {
  if (!ipaddr.isValidCIDR(target)) throw notUnderstood(entry);
  const range = ipaddr.parseCIDR(target);
  const [address, bits] = range;
  const kind = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  const first = kind.networkAddressFromCIDR(target).toString();
  if (first !== address.toString()) {
    throw new Error(`“${entry}” is not a network; it would be ${first}/${bits}`);
  }
  if (NEVER.some((network) => isWithin(range, network))) throw matchesNothing(entry);
  return range;
}

function parseHost(entry: string, target: string): Pick<EgressRule, 'host' | 'port'> {
  const bare = ipaddr.isValid(target) && target.includes(':') ? `[${target}]` : target;
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(bare) ?? [];
  const host = readNamedHost(name, { entry, what: 'a host or CIDR' });
  if (port === undefined) return { host };
  if (Number(port) < 1 || Number(port) > 65_535) throw notUnderstood(entry);
  return { host, port: Number(port) };
}

function notUnderstood(entry: string): Error {
  return new Error(`“${entry}” is not a host or CIDR`);
}

function matchesNothing(entry: string): Error {
  return new Error(`“${entry}” can match nothing that is ever called`);
}

/** The rules that name this host and port. */
export function rulesForHost(rules: EgressRule[], hostname: string, port: number): EgressRule[] {
  const host = normalHost(hostname);
  return rules.filter((rule) => {
    if (rule.port !== undefined && rule.port !== port) return false;
    if (rule.host !== undefined) return rule.host === host;
    return rule.range !== undefined && isInAny(host, [rule.range]);
  });
}

/**
 * Whether this address may be dialled for this host: public, written in a rule itself or by its
 * network, or where a host that a rule names may lead.
 */
export function mayDial(
  rules: EgressRule[],
  target: { hostname: string; port: number; address: string },
): boolean {
  const { hostname, port, address } = target;
  if (isPublicAddress(address)) return true;
  if (isNeverDialled(address)) return false;
  const isWritten = rulesForHost(rules, address, port).some((rule) =>
    opensAsWritten(rule, address),
  );
  if (isWritten) return true;
  const isNamed = rulesForHost(rules, hostname, port).some((rule) => rule.host !== undefined);
  return isNamed && mayNamedHostLeadTo(normalHost(hostname), address);
}

/** `0.0.0.0/0` is no way to say 127.0.0.1: those are opened by networks that lie within theirs only. */
function opensAsWritten({ host, range }: EgressRule, address: string): boolean {
  if (host !== undefined || range === undefined) return host !== undefined;
  const own = OWN_MACHINE.find((network) => isInAny(address, [network]));
  return own === undefined || isWithin(range, own);
}
