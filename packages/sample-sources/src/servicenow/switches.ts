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
  /** Fields (`sys_user.email`) that access rules take out of every record, dot-walked to as well. */
  hiddenFields: Set<string>;
  /** What stands in the place of such a field: nothing at all, or an empty text. */
  hiddenFieldsAreEmpty: boolean;
  /** A criterion in which nothing is filled in matches everybody; else nobody. */
  emptyCriteriaMatchEverybody: boolean;
  /** A list with nothing but criteria that are switched off counts as empty. */
  inactiveLeavesListEmpty: boolean;
  /** Who may contribute to a base reads it, though its “cannot read” matches them. */
  contributeBeatsCannotRead: boolean;
  /** Whoever is in a group, company, department or location below one counts as in that one. */
  hierarchies: boolean;
  /** Ownership groups count though their property is not switched on. */
  ownershipAlways: boolean;
  /** The plug-in for explicit roles: `snc_internal` alone is not “a role”. */
  explicitRoles: boolean;
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
  hiddenFields: new Set(),
  hiddenFieldsAreEmpty: false,
  emptyCriteriaMatchEverybody: false,
  inactiveLeavesListEmpty: false,
  contributeBeatsCannotRead: false,
  hierarchies: false,
  ownershipAlways: false,
  explicitRoles: true,
  ignoredField: null,
  latencyMs: 0,
});
