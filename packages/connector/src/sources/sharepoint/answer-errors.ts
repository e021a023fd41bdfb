import type { ProblemCode } from '@rita/contracts';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { signInPage } from '../sign-in-page.ts';
import { SourceError } from '../source.ts';
import { errorSchema } from './shapes.ts';

const NAME = 'Microsoft Graph';

/** Numbers of Entra's sign-in errors, for which the words after them may be in any language. */
const SIGN_IN: Record<number, [ProblemCode, string]> = {
  7000215: ['invalid_credentials', 'The client secret is wrong. Use its value, not its id.'],
  7000222: ['credentials_expired', 'The client secret has expired. Create a new one in Entra.'],
  700016: ['invalid_credentials', 'The tenant does not know this client id.'],
  700027: ['invalid_credentials', 'The certificate is not registered for this app.'],
  90002: ['not_found', 'There is no such tenant. Check the tenant and the cloud.'],
  900023: ['not_found', 'The tenant is neither an id nor a domain name.'],
  70011: ['wrong_edition', 'This cloud does not offer Microsoft Graph to the app.'],
  1002012: ['wrong_edition', 'This cloud does not offer Microsoft Graph to the app.'],
};

const WORDS: Record<string, [ProblemCode, string]> = {
  invalid_client: ['invalid_credentials', 'Microsoft did not accept the secret or certificate.'],
  unauthorized_client: ['invalid_credentials', 'The tenant does not know this client id.'],
  accessdenied: ['insufficient_permissions', 'The app may not read this in SharePoint.'],
  authorization_requestdenied: ['insufficient_permissions', 'The app lacks a permission in Graph.'],
  notallowed: ['insufficient_permissions', 'The site is locked or archived.'],
  itemnotfound: ['not_found', 'SharePoint does not have this, or hides it from the app.'],
  activitylimitreached: ['rate_limited', 'Microsoft asked us to slow down.'],
  throttledrequest: ['rate_limited', 'Microsoft asked us to slow down.'],
};

const STATUS: Record<number, [ProblemCode, string]> = {
  401: ['invalid_credentials', 'Microsoft did not accept the token.'],
  403: ['insufficient_permissions', 'The app may not read this in SharePoint.'],
  404: ['not_found', 'SharePoint does not have this, or hides it from the app.'],
  410: ['not_found', 'This is not there any more.'],
  423: ['insufficient_permissions', 'The site is locked or archived.'],
  429: ['rate_limited', 'Microsoft asked us to slow down.'],
  509: ['rate_limited', 'Microsoft asked us to slow down.'],
};

type Judged = Pick<SourceAnswer, 'status' | 'headers' | 'text'>;

/**
 * The failure that an answer stands for, or undefined when it is a good one. Looked at in this
 * order: redirect, content type, the vendor's code, the status.
 */
export function errorOf(answer: Judged): SourceError | undefined {
  if (answer.status < 300) return pageError(answer);
  if (answer.status < 400) {
    const moved = 'Microsoft’s API sent us elsewhere. Check the cloud.';
    return signInPage(answer, NAME) ?? new SourceError('wrong_edition', moved);
  }
  const page = answer.status < 500 && answer.status !== 429 ? pageError(answer) : undefined;
  return page ?? codeError(answer) ?? statusError(answer);
}

function pageError(answer: Judged): SourceError | undefined {
  if (!/html/i.test(answer.headers.get('content-type') ?? '')) return undefined;
  const signIn = signInPage(answer, NAME);
  if (signIn) return signIn;
  return new SourceError(
    'wrong_edition',
    'A web page answered where Microsoft’s API should be. Check the cloud and its addresses.',
  );
}

function codeError(answer: Judged): SourceError | undefined {
  const sourceText = answer.text().slice(0, 10_000);
  const parsed = errorSchema.safeParse(tryJson(sourceText));
  if (!parsed.success) return undefined;
  const { error, error_codes } = parsed.data;
  const bySignIn = error_codes.map((number) => SIGN_IN[number]).find(Boolean);
  const word = typeof error === 'string' ? error : error.code;
  const known = bySignIn ?? WORDS[word.toLowerCase()];
  return known ? new SourceError(known[0], known[1], { sourceText }) : undefined;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function statusError(answer: Judged): SourceError {
  const sourceText = answer.text().slice(0, 10_000);
  const [code, detail] = STATUS[answer.status] ?? [
    'upstream_error',
    `Microsoft Graph answered with status ${answer.status}.`,
  ];
  return new SourceError(code, detail, { sourceText });
}
