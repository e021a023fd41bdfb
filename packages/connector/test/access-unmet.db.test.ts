import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SourceAccess } from '../src/sources/source-access.ts';
import { account, PEOPLE_ONLY, startScriptedConnector, WHOLE } from './access-script.ts';

// Where nothing is believed for longer than a moment, so that what could not be read shows at once.

let at: Awaited<ReturnType<typeof startScriptedConnector>>;
beforeAll(async () => {
  at = await startScriptedConnector({ ACCESS_STALE_LIMIT_HOURS: '0' });
});
afterAll(() => at.close());

test('what a reading did not get to is unread, until one gets to it', async () => {
  const tenant = randomUUID();
  const access: SourceAccess = { kind: 'public' };
  at.script.documents = new Map(['d0-0', 'd0-1', 'd0-2'].map((id) => [id, access]));
  const connection = await at.connect(tenant);
  const people = { accounts: [account('ada@example.com')] };
  const documents = [{ externalId: 'd0-0', access }];
  expect(await at.titles(tenant, null)).toEqual(['d0-0', 'd0-1', 'd0-2']);

  // A place in which the others stand is out of reach, and the driver says no more than that.
  at.script.pages = () => [{ ...people, documents, ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await at.titles(tenant, null)).toEqual(['d0-0']);

  const known: unknown[] = [];
  at.script.pages = async function* ({ knownDocuments }) {
    known.push(...(await knownDocuments('', 3)));
    yield { ...people, documents: [...documents, { externalId: 'd0-1', access }], ...WHOLE };
  };
  await at.check(connection);
  expect(known).toEqual(
    ['d0-0', 'd0-1', 'd0-2'].map((externalId) => ({ externalId, isRead: externalId === 'd0-0' })),
  );
  expect(await at.titles(tenant, null)).toEqual(['d0-0', 'd0-1']);
});
