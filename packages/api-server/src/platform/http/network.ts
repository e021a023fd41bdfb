import { isIPv6, type Server } from 'node:net';

/**
 * Asks each connection for its other side as soon as it is there. Node remembers the answer, and
 * has none for a connection that has ended: limits, log and audit ask after that, too.
 */
export function rememberPeers(server: Server): void {
  server.on('connection', (socket) => void socket.remoteAddress);
}

/**
 * One household has a whole /64 of IPv6, so its addresses count together. Whoever was gone before
 * their address could be asked for counts with all of their kind.
 */
export function addressGroup(ip: string | undefined): string {
  if (ip === undefined) return 'unknown';
  const address = plainAddress(ip);
  return isIPv6(address) ? ipv6Groups(address).slice(0, 4).join(':') : address;
}

/** The network that an address is of, as people would recognize it: a /24 or a /48. */
export function describeNetwork(ip: string | null): string | null {
  if (ip === null || ip === '') return null;
  const address = plainAddress(ip);
  if (isIPv6(address)) return `${ipv6Groups(address).slice(0, 3).join(':')}::/48`;
  return `${address.split('.').slice(0, 3).join('.')}.0/24`;
}

function plainAddress(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.)/, '');
}

/** All eight groups of an IPv6 address, each written in the shortest way. */
function ipv6Groups(address: string): string[] {
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const gap = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right];
  return groups.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase());
}
