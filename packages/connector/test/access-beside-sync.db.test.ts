import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADA, account, group, rule, startScriptedConnector, WHOLE } from './access-script.ts';

let at: Awaited<ReturnType<typeof startScriptedConnector>>;
beforeAll(async () => {
  at = await startScriptedConnector();
});
afterAll(() => at.close());

const people = {
  accounts: [account('ada@example.com')],
  groups: [group('group:staff', ['user:ada'])],
};

test('what a sync stores while permissions are read is not read yet, instead of gone', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([
    ['d0-0', rule(['group:staff'])],
    ['d2-3', rule(['group:staff'])],
  ]);
  at.source.pages = 2;
  const connection = await at.connect(tenant);
  const documents = [{ externalId: 'd0-0', access: rule(['group:staff']) }];
  at.script.pages = async function* () {
    yield { ...people, checkpoint: null };
    at.source.pages = 3;
    await at.sync(connection);
    yield { documents, ...WHOLE };
  };
  const { summary } = await at.check(connection);
  expect(summary).toMatchObject({ hidden: { not_met: 7, not_read: 4 } });
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0']);

  const late = { externalId: 'd2-3', access: rule(['group:staff']) };
  at.script.pages = () => [{ ...people, documents: [...documents, late], ...WHOLE }];
  expect((await at.check(connection)).summary).toMatchObject({ hidden: { not_met: 10 } });
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0', 'd2-3']);
});
