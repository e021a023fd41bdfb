import { own, read, type SampleGrant, type SampleSiteGroup, write } from '../grants.ts';
import type { SampleLibrary, SampleLocation } from '../tenant.ts';
import { GROUPS } from './demo-directory.ts';

const guid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The numbers that SharePoint gives the first groups of every site, whatever they are called. */
export const SITE_OWNERS = 3;
export const ARCHIVE_READERS = 7;

const site = (
  number: number,
  path: string,
  name: string,
  { grants, siteGroups = [] }: { grants: SampleGrant[]; siteGroups?: SampleSiteGroup[] },
): SampleLocation => ({
  id: `127.0.0.1,${guid(number)},${guid(number + 100)}`,
  path,
  name,
  access: 'open',
  grants: [own({ siteGroup: SITE_OWNERS }), ...grants],
  siteGroups: [
    { id: SITE_OWNERS, title: `${name} Owners`, members: [{ ownersOf: GROUPS.people }] },
    ...siteGroups,
  ],
  admins: [],
  onlyGroups: null,
});

export const SITES: readonly [SampleLocation, SampleLocation, SampleLocation, SampleLocation] = [
  site(1, '', 'Northwind Tea', { grants: [read({ class: 'everyone_except_external' })] }),
  site(2, '/sites/people', 'People', {
    grants: [read({ group: GROUPS.allStaff }), write({ group: GROUPS.people })],
  }),
  site(3, '/sites/engineering', 'Engineering', { grants: [read({ group: GROUPS.engineering })] }),
  site(4, '/sites/sales', 'Sales & Marketing', {
    grants: [write({ group: GROUPS.sales })],
    siteGroups: [
      { id: ARCHIVE_READERS, title: 'Archive readers', members: [{ group: GROUPS.finance }] },
    ],
  }),
];

const library = (
  number: number,
  siteIndex: number,
  name: string,
  urlName = name,
): SampleLibrary => ({
  id: `b!${Buffer.from(`drive-of-northwind-${number}`).toString('base64url')}`,
  siteId: SITES[siteIndex]?.id ?? '',
  name,
  urlName,
  kind: urlName === 'SitePages' ? 'pages' : 'documents',
  grants: null,
});

export const LIBRARIES = {
  people: library(1, 1, 'Documents', 'Shared Documents'),
  forms: library(2, 1, 'Forms and templates'),
  engineering: library(3, 2, 'Documents', 'Shared Documents'),
  sales: library(4, 3, 'Documents', 'Shared Documents'),
  homePages: library(5, 0, 'Site Pages', 'SitePages'),
  peoplePages: library(6, 1, 'Site Pages', 'SitePages'),
  engineeringPages: library(7, 2, 'Site Pages', 'SitePages'),
} as const;

/** A file of the made-up company, and where it lies. */
export type DemoFile = {
  library: keyof typeof LIBRARIES;
  folders: readonly string[];
  name: string;
  mimeType: string;
  content: Uint8Array;
  author: string;
  /** Null: as the folder that it lies in. */
  grants: SampleGrant[] | null;
};
