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
  /** Application permissions beside those for sites: `User.Read.All` and the like. */
  rights: string[];
  /** `site_user_only`: no Entra ids; `old_only`: only the fields from before there were groups. */
  identities: 'full' | 'site_user_only' | 'old_only';
  /** Groups of a site are named by their number there, by an id of the tenant, or by both. */
  siteGroupNames: 'in_site' | 'global' | 'both';
  /** Lists of permissions leave out whoever owns the item. */
  ownersHidden: boolean;
  /** Lists of permissions end after so many, without a sign. */
  cutPermissions: number | null;
  /** What Graph says of a user beside the id; `basic` leaves out whether the account is enabled. */
  userProperties: 'all' | 'basic' | 'none';
  /** What comes of a group with hidden members where Member.Read.Hidden is missing. */
  hiddenGroups: 'empty' | 'refused';
  /** So many requests inside of batches are answered with 429, inside of a 200. */
  innerThrottles: number;
  /** Whether the delta listing tells of changed permissions where it is asked to and may. */
  tellsSharing: boolean;
  /** SharePoint's own API; it takes only tokens that a certificate signed for. */
  rest: 'open' | 'refused';
  /** Whether that API names the Entra id of a user. */
  aadObjectIds: boolean;
  /** The largest page of that API. */
  restPage: number;
  /** Lists of that API end after so many, without a sign. */
  cutFlags: number | null;
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
  rights: ['User.Read.All', 'GroupMember.Read.All'],
  identities: 'full',
  siteGroupNames: 'in_site',
  ownersHidden: false,
  cutPermissions: null,
  userProperties: 'all',
  hiddenGroups: 'empty',
  innerThrottles: 0,
  tellsSharing: true,
  rest: 'open',
  aadObjectIds: true,
  restPage: 5000,
  cutFlags: null,
  expiredTokens: 0,
  latencyMs: 0,
};
