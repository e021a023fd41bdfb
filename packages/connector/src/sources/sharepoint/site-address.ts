import { SourceError } from '../source.ts';

/** What an address that somebody copied from a browser says of the site that it belongs to. */
export type SiteAddress = {
  hostname: string;
  /** Names on the way from the root, decoded; empty for the root site. */
  path: string[];
  /** The path is a site, or nothing is: what is copied leaves no doubt where the site ends. */
  isWhole: boolean;
};

/** Places within a site that every site has, and no site is called like. */
const WITHIN_A_SITE = /^(sitepages|_layouts|_api|_vti_bin|_catalogs|lists|siteassets)$/i;
/** `/:f:/r/…` opens a place by its path, `/:w:/s/…` and `/:w:/t/…` a share of /sites and /teams. */
const MARK = /^:[a-z]{1,2}:$/i;

/**
 * Takes an address apart. Throws `not_found`, in plain words, for one that belongs to no
 * site or does not say to which: another site than the one that was meant must never be read.
 */
export function readSiteAddress(address: string): SiteAddress {
  const url = new URL(address);
  const { hostname } = url;
  const names = url.pathname.split('/').filter(Boolean).map(decoded);
  if (/-my\.sharepoint\./i.test(hostname) || /^personal$/i.test(names[0] ?? '')) {
    throw refused(address, 'is in somebody’s OneDrive, and only sites are read');
  }
  const [mark = '', way = '', ...shared] = names;
  if (!MARK.test(mark)) return { hostname, ...ownPath(address, names) };
  if (/^r$/i.test(way)) return { hostname, ...ownPath(address, shared) };
  const managed = { s: 'sites', t: 'teams' }[way.toLowerCase()];
  // The last name is the key of the share.
  if (managed && shared.length > 1) {
    return { hostname, path: [managed, ...shared.slice(0, -1)], isWhole: true };
  }
  throw refused(address, 'is a link for sharing, which does not say to which site it belongs');
}

function ownPath(address: string, names: string[]): Pick<SiteAddress, 'path' | 'isWhole'> {
  const end = names.findIndex((name) => WITHIN_A_SITE.test(name));
  const path = end < 0 ? names : names.slice(0, end);
  const [first = '', ...rest] = path;
  if (/^(sites|teams)$/i.test(first) && rest.length === 0) {
    throw refused(address, `names no site behind /${first}`);
  }
  if (path.length === 0 && /^_/.test(names[0] ?? '')) {
    throw refused(address, 'is a page of SharePoint itself and not of a site');
  }
  return { path, isWhole: end >= 0 };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export function refused(address: string, why: string): SourceError {
  return new SourceError(
    'not_found',
    `The address ${address} ${why}. Open the site in the browser and copy the address of its first page.`,
  );
}
