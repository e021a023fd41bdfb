import ipaddr from 'ipaddr.js';
import { INTERNAL, isInAny, isNeverDialled, OWN_MACHINE } from './address-kinds.ts';
import { normalHost } from './guarded-connect.ts';

const HOST =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/**
 * A host that an operator names, in the form in which it is compared. Throws an `Error` that names the
 * `entry` it stands in when it is none, or when nothing that is called could ever match it: whoever
 * wrote it believes that it does something.
 */
export function readNamedHost(name: string, { entry = name, what = 'a host' } = {}): string {
  const noHost = new Error(`“${entry}” is not ${what}`);
  const bracketed = ipaddr.isValid(name) && name.includes(':') ? `[${name}]` : name;
  // Which a URL may hold, and which would be left out of its host without a word.
  const hasMore = /\s/.test(name) || (name.includes(':') && !bracketed.startsWith('['));
  if (hasMore || !URL.canParse(`http://${bracketed}/`)) throw noHost;
  const url = new URL(`http://${bracketed}/`);
  const isAlone = url.href === `http://${url.hostname}/`;
  const host = normalHost(url.hostname);
  const isAddress = ipaddr.isValid(host);
  if (!isAlone || !(isAddress || HOST.test(host))) throw noHost;
  if (!isAddress) return host;
  // `10.1` would be read as 10.0.0.1, which hardly anybody means.
  if (!isWrittenInFull(name.replace(/^\[|\]$/g, ''))) {
    throw new Error(`“${entry}” is not an address in full; it would be ${host}`);
  }
  if (isNeverDialled(host)) throw new Error(`“${entry}” can match nothing that is ever called`);
  return host;
}

/**
 * Whether a host that an operator names may lead to an address that is not public: into the networks
 * of the organization. To this machine and its link only where that is what was written, for else
 * whoever answers for the name would choose.
 */
export function mayNamedHostLeadTo(host: string, address: string): boolean {
  if (ipaddr.isValid(host)) return !isNeverDialled(host);
  if (isInAny(address, OWN_MACHINE)) {
    const isLoopbackName = host === 'localhost' || host.endsWith('.localhost');
    return isLoopbackName && ipaddr.parse(address).range() === 'loopback';
  }
  return isInAny(address, INTERNAL);
}

/** Whether a text is an address or a network, and none of the short forms that mean another one. */
export function isAddressOrNetwork(text: string): boolean {
  return ipaddr.isValidCIDR(text) || isWrittenInFull(text);
}

function isWrittenInFull(text: string): boolean {
  return ipaddr.isValid(text) && (text.includes(':') || ipaddr.parse(text).toString() === text);
}
