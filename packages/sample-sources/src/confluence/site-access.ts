/** Who somebody is at the sample site. */
export type SampleAccount = {
  accountId: string;
  name: string;
  address: string | null;
  /** Cloud: whether its owner shows the address to others. */
  showsAddress: boolean;
  kind: 'atlassian' | 'app' | 'customer';
  status: 'active' | 'inactive' | 'closed';
  /** Cloud: has only what was given to them by name or by group. */
  isGuest: boolean;
  isAdmin: boolean;
};

export type SampleGroup = {
  id: string;
  name: string;
  /** Account ids. */
  members: string[];
  /** Ids of groups in it; Data Center only. */
  groups: string[];
};

export type SampleAccessClass =
  | 'all-licensed-users'
  | 'authenticated-users'
  | 'anonymous-users'
  | 'all-product-admins'
  | 'jsm-project-admins';

/** Whom something is given to. */
export type SampleConfluencePrincipal =
  | { user: string }
  | { group: string }
  | { class: SampleAccessClass }
  /** Whoever has the role in the space; the list of permissions says no more. */
  | { role: string }
  /** Of a kind that nobody has heard of yet. */
  | { unheardOf: string };

/** One permission in a space, for example `read` of the `space`, or `create` of a `page`. */
export type SamplePermission = {
  to: SampleConfluencePrincipal;
  key: string;
  targetType: string;
};

export type SampleAssignment = { to: SampleConfluencePrincipal; role: string };

export type SampleRole = { id: string; name: string; permissions: string[] };

/** What a site says of people, beside its spaces and pages. */
export type SiteAccess = {
  groups: SampleGroup[];
  roles: SampleRole[];
  roleMode: 'PRE_ROLES' | 'ROLES_TRANSITION' | 'ROLES';
  /** Whether people who are not signed in may use the site at all. */
  isAnonymousAllowed: boolean;
  /** Data Center: who may use the site at all. */
  canUse: SampleConfluencePrincipal[];
};

export const VIEW = { key: 'read', targetType: 'space' } as const;

/** The permission to view a space. */
export const mayView = (to: SampleConfluencePrincipal): SamplePermission => ({ to, ...VIEW });

/** Members of a group of Data Center see everything there. */
export const ADMINISTRATORS = 'confluence-administrators';
