import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { isPublicAddress } from './address-kinds.ts';
import { type EgressRule, mayDial, normalHost } from './address-rules.ts';
import { blocked } from './check-target.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<string[]>;

export const resolveBySystem: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, order: 'ipv4first' })).map((found) => found.address);

const CONNECT_TIMEOUT_MS = 10_000;

export type GuardOptions = {
  rules: EgressRule[];
  resolve: Resolve;
  /** Certificates trusted besides the system's; for tests and private authorities. */
  ca?: string;
  /** Dials an address that was checked; by default with TCP, and TLS for https. */
  dial?: buildConnector.connector;
  /** Told of each `host:port` that leads to an address that is not public, before it is dialled. */
  onInternal?: (hostAndPort: string) => void;
};

/**
 * A connector for undici that looks a name up once, refuses it when any of its addresses may not
 * be dialled, and dials exactly the addresses it checked: a second, different answer of the name
 * server (DNS rebinding) is never asked for.
 */
export function createGuardedConnect(options: GuardOptions): buildConnector.connector {
  const connect =
    options.dial ??
    buildConnector({
      timeout: CONNECT_TIMEOUT_MS,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
  return (target, callback) => {
    checkedAddresses(target, options)
      .then((addresses) => dialInTurn({ connect, target, addresses, callback }))
      .catch((error: Error) => callback(error, null));
  };
}

async function checkedAddresses(
  target: buildConnector.Options,
  options: GuardOptions,
): Promise<[string, ...string[]]> {
  const hostname = normalHost(target.hostname);
  const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
  const addresses = ipaddr.isValid(hostname) ? [hostname] : await options.resolve(hostname);
  const [first, ...rest] = addresses;
  if (first === undefined) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  for (const address of addresses) {
    if (!mayDial(options.rules, { hostname, port, address })) {
      throw blocked(`${hostname} leads to an address that is not public`);
    }
  }
  if (!addresses.every(isPublicAddress)) options.onInternal?.(`${hostname}:${port}`);
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
