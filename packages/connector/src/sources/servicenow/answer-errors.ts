import type { SourceAnswer } from '../../egress/source-http.ts';
import { movedError, signInPage } from '../sign-in-page.ts';
import { SourceError } from '../source.ts';

const NAME = 'ServiceNow';

/**
 * The failure that an answer stands for, or undefined when it is a good one. Looked at in this
 * order: redirect, content type, the envelope with ServiceNow's own words, the status. A status
 * of 200 proves nothing here.
 */
export function errorOf(answer: SourceAnswer): SourceError | undefined {
  return (
    signInPage(answer, NAME) ??
    movedError(answer, NAME) ??
    pageError(answer) ??
    envelopeError(answer) ??
    (answer.status < 400 ? undefined : statusError(answer))
  );
}

function pageError(answer: SourceAnswer): SourceError | undefined {
  if (!/html/i.test(answer.headers.get('content-type') ?? '')) return undefined;
  const text = answer.text().slice(0, 20_000);
  if (/hibernat/i.test(text)) {
    return new SourceError(
      'unreachable',
      'The developer instance is asleep. Wake it up at developer.servicenow.com, then try again.',
    );
  }
  if (answer.status === 401) return refusedUser();
  if (answer.status === 429 || answer.status >= 500) return undefined;
  return new SourceError(
    'wrong_edition',
    'A web page answered where ServiceNow’s API should be. Check the address of the instance.',
  );
}

const WORDS: readonly [pattern: RegExp, error: (words: string) => SourceError][] = [
  [
    /transaction cancelled|maximum execution time/i,
    (sourceText) =>
      new SourceError('upstream_error', 'ServiceNow broke off a query that took too long.', {
        sourceText,
      }),
  ],
  [/not authenticated|required to provide auth/i, () => refusedUser()],
  [
    /access_denied/i,
    () =>
      new SourceError(
        'invalid_credentials',
        'ServiceNow gave no token. It does not say why: the client id or secret is wrong, the application has no user, or the grant “client credentials” is switched off (glide.oauth.inbound.client.credential.grant_type.enabled).',
      ),
  ],
  [
    /insufficient rights|acl validation/i,
    (sourceText) =>
      new SourceError('insufficient_permissions', 'The account may not read this in ServiceNow.', {
        sourceText,
      }),
  ],
  [
    /invalid table/i,
    (sourceText) => new SourceError('not_found', 'ServiceNow has no such table.', { sourceText }),
  ],
  [
    /no record found|acl restricts the record/i,
    (sourceText) =>
      new SourceError('not_found', 'ServiceNow does not have this, or hides it.', { sourceText }),
  ],
  [
    /does not represent any resource/i,
    (sourceText) =>
      new SourceError('wrong_edition', 'ServiceNow’s Table API is not at this address.', {
        sourceText,
      }),
  ],
];

/** Only an envelope counts: an article may well have such words in its text. */
function envelopeError(answer: SourceAnswer): SourceError | undefined {
  const words = wordsOf(answer);
  if (words === undefined) return undefined;
  const match = WORDS.find(([pattern]) => pattern.test(words));
  if (match) return match[1](words);
  if (answer.status >= 400) return undefined;
  return new SourceError('upstream_error', 'ServiceNow answered with an error.', {
    sourceText: words,
  });
}

function wordsOf(answer: SourceAnswer): string | undefined {
  try {
    const value = answer.json();
    const isFailed = typeof value === 'object' && value !== null && 'error' in value;
    return isFailed ? JSON.stringify({ ...value, result: undefined }).slice(0, 10_000) : undefined;
  } catch {
    // What was broken off ends with the error, and is no JSON any more.
    return answer.text().slice(-2_000);
  }
}

function statusError(answer: SourceAnswer): SourceError {
  const { status } = answer;
  const more = { sourceText: answer.text().slice(0, 10_000) };
  if (status === 401) return refusedUser();
  if (status === 403) {
    return new SourceError(
      'insufficient_permissions',
      'The account may not read this in ServiceNow.',
      more,
    );
  }
  if (status === 404) return new SourceError('not_found', 'ServiceNow does not have this.', more);
  if (status === 429) return new SourceError('rate_limited', 'ServiceNow asked us to slow down.');
  return new SourceError('upstream_error', `ServiceNow answered with status ${status}.`, more);
}

function refusedUser(): SourceError {
  return new SourceError(
    'invalid_credentials',
    'ServiceNow did not accept the account. The user name or secret is wrong, or the instance refuses passwords for users who also sign in by browser; use an integration user (“web service access only”) or OAuth.',
  );
}
