/** Calls about permissions that can be made to fail. */
export type PermissionCall =
  | 'space_permissions'
  | 'space_roles'
  | 'site_permissions'
  | 'restrictions'
  | 'restrictions_in_bulk'
  | 'people'
  | 'members'
  | 'look_up'
  | 'addresses';

export type SampleConfluenceEdition = 'cloud' | 'data_center';

/** Ways in which a real Confluence hurts. All may be changed while the server runs. */
export type SampleConfluenceSwitches = {
  /** Answers each API call with 200 and the HTML of a login page. */
  loginPage: boolean;
  /** Redirects each API call to this address, as single sign-on in front of Confluence does. */
  identityProvider: string | null;
  /** How the v2 API refuses a wrong token: the specification says 401, v1 was measured at 403. */
  v2Refusal: '401' | '403';
  /** The secret is a scoped token, which only the gateway (`/ex/confluence/{cloudId}`) accepts. */
  scopedToken: boolean;
  /** Data Center: wrong credentials are ignored and the caller is anonymous, with 200. */
  anonymousOnWrongSecret: boolean;
  /** Data Center: too many wrong passwords, so a captcha would be needed. */
  captcha: boolean;
  /** No more results than this on a page, whatever the limit says. */
  largestLimit: number;
  /** 504 for a limit above this that asks for bodies. */
  timeoutAboveLimit: number | null;
  /** A server error for bodies of this one item, alone or with others. */
  brokenBodyOf: string | null;
  /** That error; 504 is one that calls for patience. */
  brokenBodyStatus: 500 | 504;
  /** The last page of a list has a `next` that leads to an empty page. */
  emptyLastPage: boolean;
  /** `next` leads back to the same page for ever. */
  repeatCursor: boolean;
  /** How often a body is still that of the version before. */
  staleBodies: number;
  /** Asking for the restrictions of ancestors in bulk fails, for one of them cannot be read. */
  unreadableAncestor: boolean;
  /** The search index says that changes happened this much later than they did. */
  indexSkewMinutes: number;
  /** Zone in which dates of CQL are read. */
  zoneOffsetMinutes: number;
  /** The account may not read restrictions. */
  restrictionsForbidden: boolean;
  /** Data Center counts `start` of `next` by the limit it gave, not by the one asked for. */
  undercountNext: boolean;
  /** Calls about permissions that are answered with this status instead. */
  permissionTroubles: Partial<Record<PermissionCall, number>>;
  /** Lists of readers are cut after so many, without a sign. */
  cutReaders: number | null;
  /** Whether a folder or a whiteboard can be asked who may read it; 404 where not. */
  foldersTellReaders: boolean;
  /** The list of permissions also says what roles grant. */
  permissionsRepeatRoles: boolean;
  /** Lists of people and members begin anew with each page. */
  ignoresStart: boolean;
  /** Data Center: members of a group in a group are told of as members of the outer one. */
  nestedGroupsAreFlat: boolean;
  /** Data Center: how addresses are shown. */
  addresses: 'shown' | 'masked' | 'hidden';
  dataCenterVersion: string;
  /** Added to each answer. */
  latencyMs: number;
};

export const DEFAULT_SWITCHES: SampleConfluenceSwitches = {
  loginPage: false,
  identityProvider: null,
  v2Refusal: '403',
  scopedToken: false,
  anonymousOnWrongSecret: false,
  captcha: false,
  largestLimit: 250,
  timeoutAboveLimit: null,
  brokenBodyOf: null,
  brokenBodyStatus: 504,
  emptyLastPage: false,
  repeatCursor: false,
  staleBodies: 0,
  unreadableAncestor: false,
  indexSkewMinutes: 0,
  zoneOffsetMinutes: 0,
  restrictionsForbidden: false,
  undercountNext: false,
  permissionTroubles: {},
  cutReaders: null,
  foldersTellReaders: true,
  permissionsRepeatRoles: false,
  ignoresStart: false,
  nestedGroupsAreFlat: true,
  addresses: 'shown',
  dataCenterVersion: '10.2.10',
  latencyMs: 0,
};
