import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';
import { afterEach, beforeEach, expect } from 'vitest';
import type { RunChange } from '../testing/source-run.ts';
import { withoutWaiting } from '../testing/without-waiting.ts';
import { inProcess } from './test-in-process.ts';
import { GROUPS, OWNERS, smallTenant, USERS } from './test-tenant.ts';
import { createReaders } from './testing.ts';

const NOW = new Date('2026-11-28T12:00:00Z');
const [U0 = '', U1 = '', U2 = ''] = USERS;
const [G0 = ''] = GROUPS;
const certificate = createCertificate(30);
const person = (number: number) => ({
  personId: `p${number}`,
  addresses: [`mail${number}@northwind.example`],
});

export const broken = { status: 500, body: { error: { code: 'generalException', message: '' } } };
export const refused = { status: 403, body: { error: { code: 'accessDenied', message: '' } } };
export const gone = { status: 404, body: { error: { code: 'itemNotFound', message: '' } } };
export const count = (findings: readonly { code: string; count: number }[], code: string) =>
  findings.find((finding) => finding.code === code)?.count ?? 0;

/** A small tenant for each test of a file, with a connector's view of it, to go wrong in one place. */
export function troubledTenant() {
  const at = {} as { sample: SampleSharePoint; readers: ReturnType<typeof createReaders> };
  /** Through the sample's own settings and credentials unless said otherwise. */
  const open = (change: RunChange = {}) =>
    createReaders(at.sample, { now: () => NOW, through: inProcess(at.sample), ...change });
  beforeEach(async () => {
    at.sample = await startSampleSharePoint({ certificate, tenant: smallTenant() });
    at.readers = open();
  });
  afterEach(() => at.sample.close());
  withoutWaiting();
  const directory = () => at.sample.controls.tenant.directory;
  const site = (number = 0) => found(at.sample.controls.tenant.sites[number], 'site');
  const group = (id: string) =>
    found(
      directory().groups.find((one) => one.id === id),
      'group',
    );
  const finds = (number: number, id = 'b!A/f0', when = NOW) =>
    at.readers.model.finds(person(number), id, when);
  return Object.assign(at, {
    open,
    withSecret: () =>
      open({ credentials: { client_secret: 'SAMPLE-client-secret-of-northwind-tea' } }),
    directory,
    site,
    group,
    finds,
    access: (id = 'b!A/f0') => at.readers.model.documents.get(id),
    /** `f0` is open to user 0, to a group with user 1, and to the members of a group of the site with user 2. */
    begin: async () => {
      at.sample.controls.share('f0', [
        OWNERS,
        { to: [{ user: U0 }, { group: G0 }, { siteGroup: 4 }], roles: ['read'] },
      ]);
      group(G0).members = [{ user: U1 }];
      const [, members] = site().siteGroups;
      if (members) members.members = [{ user: U2 }];
      await at.readers.sync();
      const first = await at.readers.read();
      expect([finds(0), finds(1), finds(2)]).toEqual([true, true, true]);
      return first;
    },
  });
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what}`);
  return value;
}
