import { isPublicAddress } from '@rita/platform/address-kinds';
import { normalHost } from '@rita/platform/guarded-connect';
import ipaddr from 'ipaddr.js';
import { SourceError } from '../platform/source-error.ts';
import { type EgressRule, rulesForHost } from './address-rules.ts';

// Ports of mail, databases, queues and the like, where an HTTP request could be misread as a
// command (the list that browsers refuse begins the same way). A rule with a port opens one.
const REFUSED_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
  103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 445,
  465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
  993, 995, 1433, 1521, 1719, 1720, 1723, 2049, 2375, 2379, 3306, 3659, 4045, 4190, 5060, 5061,
  5432, 5672, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 9042, 9092, 10080, 11211, 15672,
  27017,
]);

/** Port that a URL is called at. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/**
 * Reads an address and refuses it before anything is looked up or dialled: scheme, user info,
 * port, and a literal IP in any spelling (the URL parser turns decimal, octal, hex, short and
 * full-width forms into the canonical one). Names are checked where they are dialled.
 * Throws `SourceError` `blocked_address`.
 */
export function checkTarget(address: string | URL, rules: EgressRule[]): URL {
  if (!URL.canParse(String(address))) throw blocked('The address is not a valid URL');
  const url = new URL(String(address));
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw blocked(`Addresses beginning with ${url.protocol.slice(0, 20)} are not called`);
  }
  if (url.username !== '' || url.password !== '') {
    throw blocked('The address must not contain a user name or password');
  }
  const port = portOf(url);
  const host = normalHost(url.hostname);
  const matching = rulesForHost(rules, host, port);
  if (url.protocol === 'http:' && !matching.some((rule) => rule.plainHttp)) {
    throw blocked(`Plain http is not allowed for ${host}; use https`);
  }
  if (REFUSED_PORTS.has(port) && !matching.some((rule) => rule.port === port)) {
    throw blocked(`Port ${port} is not called`);
  }
  if (ipaddr.isValid(host) && !isPublicAddress(host) && matching.length === 0) {
    throw blocked(`${host} is not a public address`);
  }
  return url;
}

export function blocked(detail: string): SourceError {
  return new SourceError('blocked_address', detail);
}
