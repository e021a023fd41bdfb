import type { SampleLibrary, SampleLocation, SampleReader } from '../tenant.ts';

const guid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const site = (
  number: number,
  path: string,
  name: string,
  access: SampleLocation['access'] = 'open',
) => ({
  id: `127.0.0.1,${guid(number)},${guid(number + 100)}`,
  path,
  name,
  access,
});

export const SITES = [
  site(1, '', 'Northwind Tea'),
  site(2, '/sites/people', 'People'),
  site(3, '/sites/engineering', 'Engineering'),
  site(4, '/sites/sales', 'Sales & Marketing'),
] as const;

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
});

export const LIBRARIES = {
  people: library(1, 1, 'Documents', 'Shared Documents'),
  forms: library(2, 1, 'Forms and templates'),
  engineering: library(3, 2, 'Documents', 'Shared Documents'),
  sales: library(4, 3, 'Documents', 'Shared Documents'),
} as const;

/** A file of the made-up company, and where it lies. */
export type DemoFile = {
  library: keyof typeof LIBRARIES;
  folders: readonly string[];
  name: string;
  mimeType: string;
  content: Uint8Array;
  author: string;
  readers: SampleReader[];
};
