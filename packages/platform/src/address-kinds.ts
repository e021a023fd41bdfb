import ipaddr from 'ipaddr.js';

export type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];
const networks = (...texts: string[]): Network[] => texts.map((text) => ipaddr.parseCIDR(text));

const V6_GLOBAL_UNICAST = networks('2000::/3');
const NOT_PUBLIC = networks(
  '192.0.0.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '240.0.0.0/4',
  // Where Azure answers each of its machines, whatever network it is in.
  '168.63.129.16/32',
);
/** The networks of an organization: what a host that the operator names may lead to. */
export const INTERNAL = networks(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  'fec0::/10',
);
/** The machine itself, its link, and what tells a cloud machine its secrets. */
export const OWN_MACHINE = networks(
  '127.0.0.0/8',
  '169.254.0.0/16',
  '::1/128',
  'fe80::/10',
  '100.100.100.200/32',
  '168.63.129.16/32',
  'fd00:ec2::254/128',
);
/** No host at all, or many at once, or an IPv4 address that somebody on the way would make of it. */
export const NEVER = networks(
  '0.0.0.0/8',
  '224.0.0.0/4',
  '255.255.255.255/32',
  '::/128',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '2002::/16',
  '2001::/32',
  'ff00::/8',
);

/**
 * Whether an address is one of the public internet. Everything with a special meaning in the
 * IANA registries (RFC 6890) is not, nor is IPv6 that carries an IPv4 address inside.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || isInAny(address, NOT_PUBLIC)) return false;
  return parsed.kind() === 'ipv4' || isInAny(address, V6_GLOBAL_UNICAST);
}

/** What no rule can open. */
export function isNeverDialled(address: string): boolean {
  return ipaddr.isValid(address) && isInAny(address, NEVER);
}

/** Whether an address lies in one of the networks; IPv4 inside of IPv6 counts as either. */
export function isInAny(address: string, ranges: readonly Network[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.parse(address);
  const unwrapped = ipaddr.process(address);
  return ranges.some((range) =>
    [plain, unwrapped].some((one) => one.kind() === range[0].kind() && one.match(range)),
  );
}

/** Whether all of a network lies in another one. */
export function isWithin([first, bits]: Network, outer: Network): boolean {
  return first.kind() === outer[0].kind() && bits >= outer[1] && first.match(outer);
}
