import type { ProblemCode } from '@rita/contracts';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { movedError, signInPage } from '../sign-in-page.ts';
import { SourceError } from '../source.ts';

/** What a provider says in its own words: a code of ours and a sentence, or undefined. */
export type VendorWords = (answer: SourceAnswer) => [ProblemCode, string] | undefined;

/**
 * The failure that an answer stands for, or undefined when it is a good one. Looked at in this
 * order: redirect, content type, the vendor's own words, the status (upstreams.md §5.3).
 */
export function errorOf(
  answer: SourceAnswer,
  name: string,
  words: VendorWords,
): SourceError | undefined {
  const elsewhere = signInPage(answer, name) ?? movedError(answer, name);
  if (elsewhere) return elsewhere;
  const said =
    pageError(answer, name) ??
    (answer.status < 400 ? undefined : (words(answer) ?? statusError(answer.status, name)));
  if (!said) return undefined;
  const isPage = isWebPage(answer);
  const sourceText = answer.status < 400 || isPage ? undefined : answer.text().slice(0, 10_000);
  return new SourceError(said[0], said[1], sourceText === undefined ? {} : { sourceText });
}

/** A page says nothing about JSON; with these statuses it still says who refused. */
const MEANINGFUL_ON_PAGES = new Set([401, 403, 404, 429]);

function pageError(answer: SourceAnswer, name: string): [ProblemCode, string] | undefined {
  if (!isWebPage(answer)) return undefined;
  if (answer.status >= 500 || MEANINGFUL_ON_PAGES.has(answer.status)) return undefined;
  return ['wrong_edition', `A web page answered where the data of ${name} should be`];
}

function isWebPage(answer: SourceAnswer): boolean {
  return /html/i.test(answer.headers.get('content-type') ?? '');
}

function statusError(status: number, name: string): [ProblemCode, string] {
  if (status === 401) return ['invalid_credentials', `${name} did not accept the key`];
  if (status === 403) return ['insufficient_permissions', `The key may not do this at ${name}`];
  if (status === 404) return ['not_found', `${name} does not have this address`];
  if (status === 429) return ['rate_limited', `${name} asked us to slow down`];
  if (status === 400 || status === 422) {
    return ['validation_failed', `${name} did not understand the query`];
  }
  return ['upstream_error', `${name} answered with status ${status}`];
}
