import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import type { buildConnector } from 'undici';
import { isPublicAddress } from './address-kinds.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<string[]>;

export const resolveBySystem: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, order: 'ipv4first' })).map((found) => found.address);

const CONNECT_TIMEOUT_MS = 10_000;

export type ConnectGuard = {
  /** Whether one of the addresses that a name leads to may be dialled. */
  mayDial: (target: { hostname: string; port: number; address: string }) => boolean;
  /** What is thrown for a name with an address that may not. */
  refusal: (hostname: string) => Error;
  resolve: Resolve;
  /** Certificates trusted besides the system's; for tests and private authorities. */
  ca?: string;
  /** Dials an address that was checked; by default with TCP, and TLS for https. */
  dial?: buildConnector.connector;
  /** Told of each `host:port` that leads to an address that is not public, before it is dialled. */
  onInternal?: (hostAndPort: string) => void;
};

/** Host as it is compared: no brackets, no trailing dot, lower case. */
export function normalHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/**
 * A connector for undici that looks a name up once, refuses it when any of its addresses may not
 * be dialled, and dials exactly the addresses it checked: a second, different answer of the name
 * server (DNS rebinding) is never asked for.
 *
 * @param build undici's own `buildConnector`
 */
export function guardConnect(
  build: typeof buildConnector,
  guard: ConnectGuard,
): buildConnector.connector {
  const connect =
    guard.dial ??
    build({
      timeout: CONNECT_TIMEOUT_MS,
      ...(guard.ca === undefined ? {} : { ca: guard.ca }),
    });
  return (target, callback) => {
    checkedAddresses(target, guard)
      .then((addresses) => dialInTurn({ connect, target, addresses, callback }))
      .catch((error: Error) => callback(error, null));
  };
}

async function checkedAddresses(
  target: buildConnector.Options,
  guard: ConnectGuard,
): Promise<[string, ...string[]]> {
  const hostname = normalHost(target.hostname);
  const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
  const addresses = ipaddr.isValid(hostname) ? [hostname] : await guard.resolve(hostname);
  const [first, ...rest] = addresses;
  if (first === undefined) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  for (const address of addresses) {
    if (!guard.mayDial({ hostname, port, address })) throw guard.refusal(hostname);
  }
  if (!addresses.every(isPublicAddress)) guard.onInternal?.(`${hostname}:${port}`);
  return [first, ...rest];
}

type Dialling = {
  connect: buildConnector.connector;
  target: buildConnector.Options;
  addresses: [string, ...string[]];
  callback: buildConnector.Callback;
};

function dialInTurn({ connect, target, addresses, callback }: Dialling): void {
  const [address, next, ...rest] = addresses;
  // `host` stays the name: the certificate is checked against it.
  connect({ ...target, hostname: address }, (...result) => {
    if (result[0] !== null && next !== undefined) {
      dialInTurn({ connect, target, addresses: [next, ...rest], callback });
      return;
    }
    callback(...result);
  });
}
