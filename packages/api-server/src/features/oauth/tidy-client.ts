import { z } from 'zod';

/** A client describes itself in a way that is not taken; as the standard answers it (RFC 7591, 3.2.2). */
export class ClientRefusedError extends Error {
  readonly code: 'invalid_redirect_uri' | 'invalid_client_metadata';

  constructor(description: string) {
    super(description);
    this.name = 'ClientRefusedError';
    const isAddress = description.startsWith('redirect_uris');
    this.code = isAddress ? 'invalid_redirect_uri' : 'invalid_client_metadata';
  }
}

/** What we keep of what a client says of itself; all else is not for us. */
const clientSchema = z.object({
  client_id: z.string().max(2_000).optional(),
  client_name: z.string().trim().max(200).optional().catch(undefined),
  client_uri: z
    .url({ protocol: /^https$/ })
    .max(2_000)
    .optional()
    .catch(undefined),
  redirect_uris: z.array(z.string().min(1).max(2_000)).min(1).max(20),
  application_type: z.enum(['web', 'native']).optional().catch(undefined),
  token_endpoint_auth_method: z.string().max(100).optional(),
  token_endpoint_auth_signing_alg: z.string().max(20).optional(),
  jwks: z.record(z.string(), z.unknown()).optional(),
  jwks_uri: z
    .url({ protocol: /^https$/ })
    .max(2_000)
    .optional(),
  client_secret: z.string().max(500).optional(),
});

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const FORBIDDEN = new Set([
  ...['javascript:', 'vbscript:', 'data:', 'blob:', 'file:', 'about:', 'ws:', 'wss:', 'ftp:'],
  ...['view-source:', 'chrome:', 'filesystem:', 'mailto:', 'tel:'],
]);

export type ClientMetadata = z.output<typeof clientSchema> & {
  grant_types: ('authorization_code' | 'refresh_token')[];
  response_types: 'code'[];
};

/** Whether an address leads to the machine that the browser runs on. */
export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && LOOPBACK.has(hostname);
}

/**
 * What a client says of itself as our server takes it: what it does not need is left out instead of
 * refused (grants, scopes and signatures that others offer), a client of this machine is a native
 * one, and everybody gets refresh tokens.
 *
 * @throws ClientRefusedError
 */
export function tidyClient(given: unknown): ClientMetadata {
  const parsed = clientSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ClientRefusedError(`${issue?.path.join('.')} is missing or wrong`);
  }
  const { redirect_uris: addresses, application_type: said, ...client } = parsed.data;
  for (const address of addresses) requireHarmless(address);
  const isNative = addresses.some((address) => isLoopback(address) || !isWeb(address));
  return {
    ...client,
    redirect_uris: addresses,
    application_type: isNative ? 'native' : (said ?? 'web'),
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  };
}

function requireHarmless(address: string): void {
  const fault = faultOf(address);
  if (fault !== undefined) throw new ClientRefusedError(`redirect_uris ${fault}`);
}

function faultOf(address: string): string | undefined {
  if (!URL.canParse(address)) return 'must be addresses';
  const { protocol, username, password } = new URL(address);
  if (FORBIDDEN.has(protocol)) return 'have a scheme that is not allowed';
  if (address.includes('#')) return 'must not have a fragment';
  if (username !== '' || password !== '') return 'must not have credentials';
  const isPlain = protocol === 'http:' && !isLoopback(address);
  return isPlain ? 'must be https, or of this machine' : undefined;
}

function isWeb(address: string): boolean {
  return new URL(address).protocol === 'https:';
}
