import type { SourceAnswer } from '../../egress/source-http.ts';
import { movedError, signInPage } from '../sign-in-page.ts';
import { SourceError } from '../source.ts';

const NAME = 'Confluence';

/** Words by which Atlassian tells a refused identity from a missing right, both of them 403. */
const REFUSED_IDENTITY =
  /caller cannot access Confluence|Current user not permitted to use Confluence|Failed to parse Connect Session Auth Token/i;
/** CONFCLOUD-77618: one unreadable ancestor turns the answer for a whole batch into a 404. */
const SPOILED_BATCH = /No content with id|Cannot find content\. Outdated version/i;

const OWN_LOGIN = /os_username|login\.action/;
const LOOKED_THROUGH = 50_000;

/** A failure that may be over by the next try, although nobody asked us to wait. */
export class PassingError extends SourceError {}

/**
 * The failure that an answer stands for, or undefined when it is a good one. Looked at in this
 * order: the vendor's headers, redirect and content type, the vendor's own words, the status.
 */
export function errorOf(answer: SourceAnswer): SourceError | undefined {
  return (
    seraphError(answer) ??
    ownLogin(answer) ??
    signInPage(answer, NAME) ??
    movedError(answer, NAME) ??
    pageError(answer) ??
    (answer.status < 400 ? undefined : (wordsError(answer) ?? statusError(answer)))
  );
}

/** As `errorOf`, for the content of a file, which may well be a web page. */
export function errorOfFile(answer: SourceAnswer): SourceError | undefined {
  // A page that says “not found” has a link to the login, too; it does not ask for it.
  if (isAbsent(answer))
    return new SourceError('not_found', 'Confluence does not have this file any more.');
  if (answer.status >= 300) return errorOf(answer);
  return seraphError(answer) ?? ownLogin(answer);
}

const isAbsent = ({ status }: SourceAnswer) => status === 404 || status === 410;

function seraphError(answer: SourceAnswer): SourceError | undefined {
  const reason = answer.headers.get('x-seraph-loginreason') ?? '';
  if (reason.includes('AUTHENTICATION_DENIED')) {
    return new SourceError(
      'invalid_credentials',
      'Confluence wants a captcha after too many wrong passwords. Sign in once in a browser with this account, then try again.',
    );
  }
  if (!reason.includes('AUTHENTICATED_FAILED')) return undefined;
  return new SourceError(
    'invalid_credentials',
    'Confluence did not accept the user name or secret.',
  );
}

/** Confluence’s own page to sign in at is what it shows to whoever it does not know. */
function ownLogin(answer: SourceAnswer): SourceError | undefined {
  if (!isPage(answer) || isAbsent(answer)) return undefined;
  if (answer.status !== 401 && !OWN_LOGIN.test(answer.text().slice(0, LOOKED_THROUGH))) {
    return undefined;
  }
  return new SourceError(
    'invalid_credentials',
    'Confluence answered with its login page: the secret was not accepted.',
  );
}

function pageError(answer: SourceAnswer): SourceError | undefined {
  if (!isPage(answer)) return undefined;
  if (/rate limit exceeded/i.test(answer.text())) return rateLimited();
  return new SourceError(
    'wrong_edition',
    'A web page answered where Confluence’s API should be. Check the address of the site.',
  );
}

/** A page beside a server error or a limit says nothing of its own. */
function isPage(answer: SourceAnswer): boolean {
  const isHtml = /html/i.test(answer.headers.get('content-type') ?? '');
  return isHtml && answer.status < 500 && answer.status !== 429;
}

function wordsError(answer: SourceAnswer): SourceError | undefined {
  const text = answer.text().slice(0, 10_000);
  const more = { sourceText: text };
  if (/rate limit exceeded/i.test(text)) return rateLimited();
  if (answer.status === 403 && REFUSED_IDENTITY.test(text)) {
    return new SourceError(
      'invalid_credentials',
      'Confluence refused the account. Either the e-mail or token is wrong, or the account or token has no access to Confluence.',
      more,
    );
  }
  if (answer.status === 401 && /scope does not match/i.test(text)) {
    return new SourceError(
      'insufficient_permissions',
      'The token lacks a scope that is needed.',
      more,
    );
  }
  if (answer.status === 400 && /could not parse cql|cql query/i.test(text)) {
    return new SourceError(
      'validation_failed',
      'Confluence did not understand the CQL of this connection.',
      more,
    );
  }
  if (answer.status === 404 && SPOILED_BATCH.test(text)) {
    return new SourceError(
      'upstream_error',
      'Confluence could not read one of the items asked for.',
      more,
    );
  }
  return undefined;
}

function statusError(answer: SourceAnswer): SourceError {
  const { status } = answer;
  const more = { sourceText: answer.text().slice(0, 10_000) };
  if (status === 401) {
    return new SourceError(
      'invalid_credentials',
      'Confluence did not accept the credentials.',
      more,
    );
  }
  if (status === 403) {
    return new SourceError(
      'insufficient_permissions',
      'The account may not do this in Confluence.',
      more,
    );
  }
  if (isAbsent(answer)) {
    return new SourceError(
      'not_found',
      'Confluence does not have this, or hides it from the account.',
      more,
    );
  }
  if (status === 429) return rateLimited();
  if (status === 500) {
    return new PassingError(
      'upstream_error',
      'Confluence reported an error of its own (status 500).',
      more,
    );
  }
  return new SourceError('upstream_error', `Confluence answered with status ${status}.`, more);
}

function rateLimited(): SourceError {
  return new SourceError('rate_limited', 'Confluence asked us to slow down.');
}
