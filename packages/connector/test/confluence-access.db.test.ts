import { randomUUID } from 'node:crypto';
import { accessStatusMessageSchema, documentPageSchema, type Reader } from '@rita/contracts';
import { DEMO_READERS, type SampleConfluence, startSampleConfluence } from '@rita/sample-sources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRIVERS } from '../src/sources/registry.ts';
import { startTestConnector } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
const samples: SampleConfluence[] = [];
beforeAll(async () => {
  at = await startTestConnector({}, DRIVERS);
});
afterAll(async () => {
  await at.close();
  await Promise.all(samples.map((sample) => sample.close()));
});

const readerOf = ({ name, address }: { name: string; address: string }): Reader => ({
  person_id: name,
  addresses: [address],
});

/** A synced connection to a sample, with what somebody finds there. */
async function connect(edition: 'cloud' | 'data_center') {
  const sample = await startSampleConfluence({ edition });
  samples.push(sample);
  const { settings, credentials } = sample;
  const tenant_id = randomUUID();
  const connection = at.payload({ tenant_id, settings, credentials });
  await at.send(connection);
  await at.app.result(connection.run_id);
  const run = async (more: Record<string, unknown>) => {
    const run_id = randomUUID();
    await at.send({ ...connection, run_id, credentials: undefined, ...more });
    return at.app.result(run_id);
  };
  const people = Object.values(DEMO_READERS).map(({ address, name }) => ({
    person_id: name,
    address,
  }));
  const search = async (reader: Reader | null, query?: string) => {
    const asked = { tenant_id, limit: 100, reader, query };
    const answer = await at.send(asked, { path: '/documents/search' });
    return documentPageSchema.parse(await answer.json());
  };
  return {
    controls: sample.controls,
    search,
    finds: async (reader: Reader, title: string) =>
      (await search(reader, title)).data.some((found) => found.title === title),
    sync: () => run({ action: 'trigger_sync' }),
    check: async () =>
      accessStatusMessageSchema.parse(await run({ action: 'check_access', people })),
    /** How much of what a sync reads the site itself shows somebody. */
    shownTo: ({ address }: { address: string }) => {
      const { content, spaces } = sample.controls.site;
      const read = spaces.filter(
        ({ type, status, isRestricted }) =>
          type !== 'personal' && status === 'current' && !isRestricted,
      );
      const ids = read.map(({ id }) => id);
      return content.filter(
        ({ id, type, status, spaceId }) =>
          (type === 'page' || type === 'blogpost') &&
          status === 'current' &&
          ids.includes(spaceId) &&
          sample.controls.mayOpen({ address }, id),
      ).length;
    },
  };
}

test.each(['cloud', 'data_center'] as const)(
  'each finds what %s shows them; what is taken away there is gone with the next reading',
  async (edition) => {
    const { controls, search, finds, sync, check, shownTo } = await connect(edition);
    expect(await sync()).toMatchObject({ status: 'sync_completed', documents_failed: 0 });
    const { broad, narrow } = DEMO_READERS;
    // People were not read yet.
    expect((await search(readerOf(broad))).total).toBe(0);
    expect(await check()).toMatchObject({
      status: 'access_completed',
      summary: { people_complete: true, documents_complete: true },
    });
    expect((await search(readerOf(broad))).total).toBe(shownTo(broad));
    expect((await search(readerOf(narrow))).total).toBe(shownTo(narrow));
    expect(shownTo(broad)).toBeGreaterThan(shownTo(narrow));
    expect((await search(null)).total).toBe(0);

    const page = controls.site.content.find(({ title }) => title === 'Gyokuro');
    expect(await finds(readerOf(narrow), 'Gyokuro')).toBe(true);
    Object.assign(page ?? {}, { readers: { users: [], groups: ['nobody-left'] } });
    expect(await check()).toMatchObject({ documents_updated: 1 });
    expect(await finds(readerOf(narrow), 'Gyokuro')).toBe(false);
    Object.assign(page ?? {}, { readers: null });
    const staff = controls.site.groups.find(({ name }) => name === 'staff');
    const members = staff?.members.filter((id) => id !== narrow.accountId);
    Object.assign(staff ?? {}, { members });
    controls.site.canUse.push({ user: narrow.accountId });
    await check();
    expect(await finds(readerOf(broad), 'Gyokuro')).toBe(true);
    expect((await search(readerOf(narrow))).total).toBe(shownTo(narrow));
    const account = controls.site.users.find(({ accountId }) => accountId === broad.accountId);
    Object.assign(account ?? {}, { status: 'inactive' });
    await check();
    expect((await search(readerOf(broad))).total).toBe(0);
  },
);
