/** Ways in which the real Graph surprises its callers. */
export type SampleSharePointSwitches = {
  /** `selected`: only sites granted one by one, so `/sites` is empty and `getAllSites` is refused. */
  consent: 'read_all' | 'selected' | 'none';
  tokenError: 'wrong_secret' | 'expired_secret' | 'unknown_client' | 'unknown_tenant' | null;
  /** The largest page of a list. */
  largestPage: number;
  /** Delta pages repeat the last item of the page before. */
  duplicates: boolean;
  /** Each delta has an empty page in its middle that still leads on. */
  emptyMiddlePage: boolean;
  /** So many stored delta links answer 410 with a Location. */
  goneTimes: number;
  /** What a stored delta link answers when it is not known any more, instead of 410. */
  lostLinkStatus: 400 | 404 | null;
  /** Deleted items come without name and facets. */
  namelessDeletions: boolean;
  /** Delta leaves the path out of `parentReference`. */
  pathlessDelta: boolean;
  /** `@odata.nextLink` leads to this origin. */
  foreignNextLink: string | null;
  /** So many downloads lead to an address that has expired. */
  expiredDownloads: number;
  /** So many calls answer 200 with an empty body. */
  emptyAnswers: number;
  permissionsForbidden: boolean;
  /** So many calls with a token are answered as if it were not valid any more. */
  expiredTokens: number;
  latencyMs: number;
};

export const DEFAULT_SWITCHES: SampleSharePointSwitches = {
  consent: 'read_all',
  tokenError: null,
  largestPage: 200,
  duplicates: false,
  emptyMiddlePage: false,
  goneTimes: 0,
  lostLinkStatus: null,
  namelessDeletions: true,
  pathlessDelta: false,
  foreignNextLink: null,
  expiredDownloads: 0,
  emptyAnswers: 0,
  permissionsForbidden: false,
  expiredTokens: 0,
  latencyMs: 0,
};
