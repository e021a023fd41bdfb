import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

type Person = { sub: string; email: string; name: string; email_verified: boolean };
type Grant = { person: Person; nonce: string | null; challenge: string | null; clientId: string };

/** A small OpenID Connect provider for tests: discovery, keys, and codes with PKCE. */
export async function startSampleIdentityProvider() {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  const grants = new Map<string, Grant>();
  let issuer = '';

  async function tokenFor(form: URLSearchParams): Promise<object | undefined> {
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const digest = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant === undefined || grant.challenge !== digest) return undefined;
    const idToken = await new SignJWT({ ...grant.person, nonce: grant.nonce })
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setIssuer(issuer)
      .setAudience(grant.clientId)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    return { access_token: 'provider-access-token', token_type: 'Bearer', id_token: idToken };
  }

  const server = createServer(async (request, response) => {
    const answers: Record<string, () => unknown> = {
      '/.well-known/openid-configuration': () => discoveryOf(issuer),
      '/jwks': () => ({ keys: [jwk] }),
      '/token': async () => tokenFor(new URLSearchParams(await textOf(request))),
    };
    const answer = await answers[request.url ?? '']?.();
    response.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { error: 'invalid_grant' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    /** The person agrees; returns the path and query that the browser is sent back to. */
    agree(authorizationUrl: string, person: Person): string {
      const asked = new URL(authorizationUrl).searchParams;
      const code = `code-${grants.size}-${person.sub}`;
      grants.set(code, {
        person,
        nonce: asked.get('nonce'),
        challenge: asked.get('code_challenge'),
        clientId: asked.get('client_id') ?? '',
      });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back.pathname + back.search;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function discoveryOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
  };
}

async function textOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
