import { mayView, type SampleAccount, type SampleConfluencePrincipal } from '@rita/sample-sources';
import { createAccessModel } from '../testing/access-model.ts';
import { readAccess } from './read-access.ts';
import { inProcess } from './test-in-process.ts';
import { addressOf, STORED, smallWorld, USERS } from './test-world.ts';
import { openRun, type sampleServers } from './testing.ts';

/** The people of the small site, each by the address that they proved. */
export const READERS = USERS.map((id) => ({ personId: id, addresses: [addressOf(id)] }));

type Start = ReturnType<typeof sampleServers>['start'];

/** A small sample, and what a connector has of it after readings. */
export async function createReader(start: Start, edition: 'cloud' | 'data_center') {
  const sample = await start({ edition, content: smallWorld() });
  const { controls } = sample;
  const { site } = controls;
  const model = createAccessModel();
  for (const id of STORED) model.documents.set(id, { kind: 'nobody', reason: 'not_read' });
  const found = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error('not in the sample');
    return one;
  };
  const read = async () => {
    const run = () => openRun(sample, { through: inProcess(sample) });
    const outcome = await model.read(readAccess, run, { people: READERS });
    if (outcome.error !== undefined) throw outcome.error;
    const codes = outcome.findings.map(({ code, count }) => `${code} ${count}`);
    return { ...outcome, codes };
  };
  return {
    ...controls,
    sample,
    model,
    read,
    codes: async () => (await read()).codes,
    item: (id: string) => found(site.content.find((one) => one.id === id)),
    group: (id: string) => found(site.groups.find((one) => one.id === id)),
    user: (id: string, change: Partial<SampleAccount>) =>
      Object.assign(found(site.users.find(({ accountId }) => accountId === id)), change),
    /** Lets just these view the first space. */
    give: (...to: SampleConfluencePrincipal[]) =>
      Object.assign(found(site.spaces[0]), { permissions: to.map(mayView) }),
    /** Who finds a document. */
    finders: (id: string) =>
      READERS.filter((person) => model.finds(person, id, new Date())).map(
        ({ personId }) => personId,
      ),
    /** Whom the sample itself lets open it. */
    openers: (id: string) =>
      USERS.filter((user) => controls.mayOpen({ address: addressOf(user) }, id)),
    accessOf: (id: string) => model.documents.get(id),
  };
}

export type Reader = Awaited<ReturnType<typeof createReader>>;
