import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose';
import { SourceError } from '../source.ts';

const GOOD_MS = 10 * 60_000;
/** A clock that is ahead of Microsoft's. */
const EARLIER_MS = 60_000;

type Credentials = { certificate_pem: string };
type Signed = { assertion: Promise<string>; goodUntil: number };

/**
 * What each run signed, by whom and for which address. A tenant's tokens are all asked for at one
 * address, and one assertion is good for each of them, as in Microsoft's own library (MSAL Node 3.8,
 * `ClientAssertion.getJwt`). It goes with the run's credentials.
 */
const signed = new WeakMap<Credentials, Map<string, Signed>>();

/**
 * Proves by a certificate who asks for a token (RFC 7523; what Microsoft wants in it stands in “Microsoft
 * identity platform application authentication certificate credentials”).
 *
 * @throws SourceError `invalid_credentials` when the PEM text lacks the key or the certificate
 */
export async function signAssertion(
  credentials: Credentials,
  clientId: string,
  audience: string,
): Promise<string> {
  const own = signed.get(credentials) ?? new Map<string, Signed>();
  signed.set(credentials, own);
  const key = `${clientId} ${audience}`;
  const known = own.get(key);
  if (known && known.goodUntil > Date.now()) return known.assertion;
  const assertion = sign(credentials.certificate_pem, clientId, audience);
  own.set(key, { assertion, goodUntil: Date.now() + GOOD_MS / 2 });
  return assertion;
}

async function sign(pem: string, clientId: string, audience: string): Promise<string> {
  const { certificate, key } = readCertificate(pem);
  const digest = createHash('sha256').update(certificate.raw).digest('base64url');
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', 'x5t#S256': digest })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(randomUUID())
    .setNotBefore(new Date(Date.now() - EARLIER_MS))
    .setExpirationTime(new Date(Date.now() + GOOD_MS))
    .sign(key);
}

/** Throws `SourceError` `invalid_credentials` when the PEM text lacks the key or the certificate. */
export function readCertificate(pem: string) {
  const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(pem)?.[0];
  const keyBlock =
    /-----BEGIN (RSA )?PRIVATE KEY-----[\s\S]+?-----END (RSA )?PRIVATE KEY-----/.exec(pem)?.[0];
  try {
    if (!block || !keyBlock) throw new Error('incomplete');
    return { certificate: new X509Certificate(block), key: createPrivateKey(keyBlock) };
  } catch {
    throw new SourceError(
      'invalid_credentials',
      'The PEM text must hold the certificate and its RSA private key without a password.',
    );
  }
}
