import { createVerify, type KeyObject, randomUUID, X509Certificate } from 'node:crypto';
import { keepToken } from '../keep-token.ts';
import {
  type Reply,
  SAMPLE_CLIENT_ID,
  SAMPLE_CLIENT_SECRET,
  SAMPLE_TENANT_ID,
  type ServerContext,
} from './server-context.ts';

const FAILURES = {
  wrong_secret: [401, 'invalid_client', 7000215, 'Invalid client secret provided.'],
  expired_secret: [401, 'invalid_client', 7000222, 'The provided client secret keys are expired.'],
  unknown_client: [
    400,
    'unauthorized_client',
    700016,
    'Application was not found in the directory.',
  ],
  unknown_tenant: [400, 'invalid_request', 90002, 'Tenant not found.'],
  unknown_resource: [400, 'invalid_resource', 500011, 'The resource principal was not found.'],
} as const;

/** Each resource has permissions of its own, also where they are called the same. */
function rolesOf({ switches, origin }: ServerContext, audience: string) {
  if (audience !== origin) return switches.rest === 'open' ? ['Sites.FullControl.All'] : undefined;
  const forSites = ROLES[switches.consent];
  return forSites && [...forSites, ...switches.rights];
}

const ROLES = {
  read_all: ['Sites.Read.All'],
  selected: ['Sites.Selected'],
  none: undefined,
} as const;

/** `POST /{tenant}/oauth2/v2.0/token` with client credentials. */
export function giveToken(context: ServerContext, tenant: string, form: URLSearchParams): Reply {
  const failure = context.switches.tokenError ?? failureOf(context, tenant, form);
  if (failure) return refuse(failure);
  const asked = (form.get('scope') ?? '').replace(/\/\.default$/, '');
  // Libraries of Microsoft's call Graph by its name only, and are led here.
  const audience = asked === 'https://graph.microsoft.com' ? context.origin : asked;
  if (![context.origin, context.siteOrigin].includes(audience)) return refuse('unknown_resource');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: audience, appid: SAMPLE_CLIENT_ID, tid: SAMPLE_TENANT_ID };
  const roles = rolesOf(context, audience);
  const token = [
    part({ typ: 'JWT', alg: 'none' }),
    part({ ...claims, roles, uti: randomUUID() }),
    's',
  ];
  const access_token = token.join('.');
  keepToken(context.tokens, access_token, {
    audience,
    isCertified: form.has('client_assertion'),
  });
  return {
    status: 200,
    body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token },
  };
}

function failureOf(
  context: ServerContext,
  tenant: string,
  form: URLSearchParams,
): keyof typeof FAILURES | undefined {
  if (tenant !== SAMPLE_TENANT_ID && tenant !== 'northwindtea.onmicrosoft.com')
    return 'unknown_tenant';
  if (form.get('client_id') !== SAMPLE_CLIENT_ID) return 'unknown_client';
  const assertion = form.get('client_assertion');
  if (assertion !== null)
    return isSignedBy(assertion, context.certificate) ? undefined : 'wrong_secret';
  return form.get('client_secret') === SAMPLE_CLIENT_SECRET ? undefined : 'wrong_secret';
}

/** Keys of certificates, which take longer to read than a call to answer. */
const keys = new Map<string, KeyObject>();

function isSignedBy(assertion: string, certificate: string | null): boolean {
  const [header = '', claims = '', signature = ''] = assertion.split('.');
  if (certificate === null) return false;
  const publicKey = keys.get(certificate) ?? new X509Certificate(certificate).publicKey;
  keys.set(certificate, publicKey);
  const verifier = createVerify('RSA-SHA256').update(`${header}.${claims}`);
  return verifier.verify(publicKey, Buffer.from(signature, 'base64url'));
}

function refuse(failure: keyof typeof FAILURES): Reply {
  const [status, error, number, text] = FAILURES[failure];
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${number}: ${text} Trace ID: 1f0c Correlation ID: 22ab`,
      error_codes: [number],
      timestamp: '2026-11-23 12:00:00Z',
      trace_id: '1f0c',
      correlation_id: '22ab',
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  };
}
