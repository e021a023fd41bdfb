/** Somebody or something that can be given access. */
export type SamplePrincipal =
  | { user: string }
  | { group: string }
  /** The owners of a Microsoft 365 group, who need not be its members. */
  | { ownersOf: string }
  /** A group of the site, by its number there. */
  | { siteGroup: number }
  | { class: 'everyone' | 'everyone_except_external' | 'windows' | 'forms' }
  | { application: string }
  /** A guest of SharePoint alone, without an account in Entra. */
  | { spoGuest: string }
  /** A kind that is younger than every app that reads it. */
  | { unheardOf: string };

export type SampleGrant = {
  to: SamplePrincipal[];
  /** `read`, `write`, `owner`, or `sp.` and the name of a level. */
  roles: string[];
  /** ISO 8601. */
  until?: string;
  /** A sharing link; `to` are the people it was made for, or who used it. */
  link?: { scope: string; type: string };
  /** Sent to this address. Until it is redeemed, `to` is empty. */
  invitation?: string;
};

/** A group of a site: members are whatever can be given access, but groups of the site. */
export type SampleSiteGroup = {
  id: number;
  title: string;
  members: Exclude<SamplePrincipal, { siteGroup: number }>[];
};

export const read = (...to: SamplePrincipal[]): SampleGrant => ({ to, roles: ['read'] });
export const write = (...to: SamplePrincipal[]): SampleGrant => ({ to, roles: ['write'] });
export const own = (...to: SamplePrincipal[]): SampleGrant => ({ to, roles: ['owner'] });
