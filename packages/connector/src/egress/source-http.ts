/** One call to a source. */
export type SourceRequest = {
  method?: 'GET' | 'POST';
  url: string | URL;
  headers?: Record<string, string>;
  /** Sent as JSON, or as a form when it is URLSearchParams. */
  body?: unknown;
  /**
   * Largest answer that is read, in bytes, before and after it is opened; default 20 MiB. Of one
   * that refuses (400 and above) the first 256 KiB are, and the rest is left out.
   */
  maxBytes?: number;
  /** A larger answer is cut at `maxBytes` instead of refused. */
  cutsLonger?: boolean;
  /** For the whole call, retries not counted; default 30 s. */
  timeoutMs?: number;
  /**
   * Redirects within the same origin are followed (at most 3). One to another origin is followed
   * only with `toOtherHosts`, and then without the headers that prove who we are.
   */
  redirects?: 'same_origin' | 'to_other_hosts' | 'refuse';
  /** `none` in a verification; a sync waits and tries again on 429, 502, 503, 504 and broken connections. */
  retry?: 'none' | 'patient';
  /** For a patient call: an answer that no waiting mends (a month's quota) is handed back at once. */
  isFinal?: (answer: SourceAnswer) => boolean;
  /**
   * `public`: what EGRESS_ALLOW opens is closed to this call, for addresses that anybody may have
   * made up. Default `allowed`.
   */
  reach?: 'public' | 'allowed';
};

export type SourceAnswer = {
  status: number;
  /** Each byte of a value is one character (latin1); the lines of one name are joined by commas. */
  headers: Headers;
  /** The lines of one name as they came, for values that hold commas themselves. */
  headerLines: (name: string) => string[];
  /** Address that answered in the end. */
  url: string;
  /**
   * Whether the host that answered was only ever dialled at addresses of the public internet. What
   * EGRESS_ALLOW alone makes reachable is not.
   */
  isPublic: boolean;
  body: Uint8Array;
  text: () => string;
  /** Throws `SourceError` `upstream_error` (or `wrong_edition` for an HTML page) when it is not JSON. */
  json: () => unknown;
};

/** The guarded client of one run: checks each address, dials only what it checked, keeps the rate. */
export type SourceHttp = {
  /** Answers with any status; throws `SourceError` for what never became an answer. */
  send: (request: SourceRequest) => Promise<SourceAnswer>;
};
