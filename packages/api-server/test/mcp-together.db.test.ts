import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFindKey, findKeyPrincipal } from '../src/features/keys/find-key-principal.ts';
import { createReadSources } from '../src/features/mcp/freshness.ts';
import { finds, keyOf, modern, startMcpApp } from './mcp-steps.ts';
import type { TestApp, TestUser } from './start-test-app.ts';

/** Calls that are on their way together share statements. */
let app: TestApp;
let owner: TestUser;
let connectionId: string;
beforeAll(async () => {
  ({ app, owner, connectionId } = await startMcpApp());
});
afterAll(() => app.close());

test('who ask in the same moment are each themselves, and whoever is nobody is refused', async () => {
  const other = await app.signUp('Other');
  finds(app, []);
  const before = app.receiver.asked.length;
  const tokens = [
    await keyOf(owner),
    await keyOf(other),
    await keyOf(owner),
    `rita_key_${'x'.repeat(43)}`,
  ];
  const args = { name: 'search', arguments: { query: 'x' } };
  const answers = await Promise.all(
    tokens.map((token) =>
      modern(app.url, 'tools/call', args, { authorization: `Bearer ${token}` }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 401]);
  const asked = app.receiver.asked.slice(before).map(({ body }) => body);
  const by = async (user: TestUser) =>
    expect.objectContaining({
      tenant_id: user.organizationId,
      reader: expect.objectContaining({ person_id: await user.memberId() }),
    });
  const [ofOwner, ofOther] = [await by(owner), await by(other)];
  expect(asked).toHaveLength(3);
  expect(asked).toEqual(expect.arrayContaining([ofOwner, ofOther]));
  const tools = await app.database.executeSql(
    `select organization_id, count(*)::int as count from audit_events
     where action = 'assistant.read' and organization_id = $1 group by 1`,
    [other.organizationId],
  );
  expect(tools.rows).toEqual([{ organization_id: other.organizationId, count: 1 }]);
});

test('look-ups that share a statement are each answered for themselves', async () => {
  const db = app.database.kysely;
  const other = await app.signUp('Another');
  const { id: theirConnection } = await other.seeded();
  const [own, theirs] = [await keyOf(owner), await keyOf(other)];
  const find = createFindKey(db);
  const tokens = [theirs, `rita_key_${'x'.repeat(43)}`, own, theirs];
  const found = await Promise.all(tokens.map((token) => findKeyPrincipal(db, token, find)));
  const names = found.map((principal) => principal?.userName);
  expect(names).toEqual(['Another', undefined, 'Owner', 'Another']);
  const read = createReadSources(db);
  const ids = [other.organizationId, 'nobody’s', owner.organizationId];
  const sources = await Promise.all(ids.map(read));
  expect(sources.map((rows) => [rows.has(theirConnection), rows.has(connectionId)])).toEqual([
    [true, false],
    [false, false],
    [false, true],
  ]);
});
