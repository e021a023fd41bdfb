/** Ways in which a ServiceNow may behave; each was met in the field (upstreams.md §2 and §7). */
export type SampleServiceNowSwitches = {
  /** Rows that access rules take out of a page after the query has found them. */
  hiddenIds: Set<string>;
  /** Tables that answer 403. */
  forbiddenTables: Set<string>;
  /** The largest page that is given, whatever the limit asks for. */
  largestPage: number | null;
  /** No X-Total-Count, and no Link. */
  withholdCount: boolean;
  /** The Aggregate API answers 403. */
  statsForbidden: boolean;
  /** `glide.invalid_query.returns_no_rows`: an unknown field finds nothing instead of everything. */
  invalidQueryReturnsNoRows: boolean;
  /** Above this limit a query is cancelled: 200 with the beginning of an answer and an error. */
  cancelAboveLimit: number | null;
  /** Any query that may bring this record's text is cancelled, whatever the limit. */
  cancelBodyOf: string | null;
  /** A developer instance asleep: 200 and a web page. */
  hibernating: boolean;
  /** Single sign-on in front of the API: 200 and a login page. */
  loginPage: boolean;
  /** Redirects each API call to this address. */
  identityProvider: string | null;
  /** The token endpoint refuses, whatever is asked. */
  oauthDenied: boolean;
  /** Life of a token in seconds, as it is told; the server forgets it after as many calls. */
  tokenCalls: number | null;
  /** 429 with the headers of a rate rule for this many calls. */
  rateLimited: { calls: number; retryAfter: string | null } | null;
  /** Zone of the account: dates in queries are read in it, and shown in it with display values. */
  zone: { name: string; offsetMinutes: number };
  /** Drops this field from queries without a word, as it does with fields it does not know. */
  ignoredField: string | null;
  /** Added to each answer. */
  latencyMs: number;
};

export const DEFAULT_SWITCHES = (): SampleServiceNowSwitches => ({
  hiddenIds: new Set(),
  forbiddenTables: new Set(['sys_db_object', 'sys_dictionary']),
  largestPage: null,
  withholdCount: false,
  statsForbidden: false,
  invalidQueryReturnsNoRows: false,
  cancelAboveLimit: null,
  cancelBodyOf: null,
  hibernating: false,
  loginPage: false,
  identityProvider: null,
  oauthDenied: false,
  tokenCalls: null,
  rateLimited: null,
  zone: { name: 'GMT', offsetMinutes: 0 },
  ignoredField: null,
  latencyMs: 0,
});
