/** Ways in which real providers and real sites hurt. All may be changed while the server runs. */
export type SampleWebsearchSwitches = {
  /** SearXNG: its JSON format is not switched on, so that `/search?format=json` is a 403 page. */
  jsonDisabled: boolean;
  /** SearXNG: finds nothing, because its engines do not answer. */
  enginesUnresponsive: boolean;
  /** SearXNG: engines are named alone and not with a reason, as older versions do. */
  oldUnresponsiveShape: boolean;
  /** SearXNG: a proxy in front wants this `Authorization`. */
  proxyAuthorization: string | null;
  /** SearXNG: its limiter takes us for a robot. */
  limiter: boolean;
  /** Brave: the month's quota is used up: a 429 that waiting does not mend. */
  quotaUsedUp: boolean;
  /** Brave: as many calls as this are allowed; each one above gets a 429 for the second. */
  throttledCalls: number;
  /** Brave: the key is good, but has no plan for web search. */
  noSubscription: boolean;
  /** Brave: errors come as `errors[]`, as in the examples of its reference. */
  errorsAsList: boolean;
  /** Brave: pages of results overlap by this many. */
  overlap: number;
  /** Tavily: 432 is the limit of the plan, 433 that of pay-as-you-go. */
  tavilyLimit: 432 | 433 | null;
  /** Tavily: calls without a key are served, as its keyless mode does. */
  keyless: boolean;
  /** Sites answer their robots.txt with this status instead. */
  robotsStatus: number | null;
};

export const DEFAULT_SWITCHES: SampleWebsearchSwitches = {
  jsonDisabled: false,
  enginesUnresponsive: false,
  oldUnresponsiveShape: false,
  proxyAuthorization: null,
  limiter: false,
  quotaUsedUp: false,
  throttledCalls: 0,
  noSubscription: false,
  errorsAsList: false,
  overlap: 0,
  tavilyLimit: null,
  keyless: false,
  robotsStatus: null,
};
