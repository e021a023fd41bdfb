import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportManifestSchema } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bearer, CHANGES, EXPORT, keyOf, startFeedApp } from './feed-steps.ts';
import type { TestApp, TestUser } from './start-test-app.ts';

let app: TestApp;
let owner: TestUser;
let connectionId: string;
let documentOf: Awaited<ReturnType<typeof startFeedApp>>['documentOf'];
beforeAll(async () => {
  ({ app, owner, connectionId, documentOf } = await startFeedApp());
});
afterAll(() => app.close());
afterEach(() => void app.receiver.pages.delete(EXPORT));

describe('an export', () => {
  const lineOf = (document: unknown) => `${JSON.stringify({ type: 'document', document })}\n`;
  const endOf = (documents: number) =>
    `${JSON.stringify({ type: 'end', documents, cursor: 'the-connectors' })}\n`;
  const answers = (text: string) =>
    app.receiver.pages.set(EXPORT, (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(text);
    });
  /** A connector that goes on for as long as somebody listens. */
  function goesOn(more = {}) {
    const held: ServerResponse[] = [];
    app.receiver.pages.set(EXPORT, (_: IncomingMessage, response: ServerResponse) => {
      held.push(response);
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write(lineOf(documentOf(more)));
    });
    return held;
  }
  const open = (headers: Record<string, string>, signal?: AbortSignal) =>
    fetch(`${app.url}/api/documents/export`, { headers, ...(signal && { signal }) });
  const asOwner = () => ({ cookie: owner.cookie, origin: app.url });

  test('has each line as it came, and a manifest that can be checked', async () => {
    const documents = [documentOf(), documentOf({ body: 'Ümläute\n"' })];
    const foreign = documentOf({ connection_id: randomUUID() });
    answers([...documents, foreign].map(lineOf).join('') + endOf(3));
    for (const encoding of ['gzip', 'identity']) {
      const answer = await open({ ...asOwner(), 'accept-encoding': encoding });
      expect(answer.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
      expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
      const text = await answer.text();
      const lines = text.trimEnd().split('\n');
      const manifest = exportManifestSchema.parse(JSON.parse(lines.pop() ?? ''));
      const before = lines.map((line) => `${line}\n`).join('');
      expect(before).toBe(documents.map(lineOf).join(''));
      const sha256 = createHash('sha256').update(before).digest('hex');
      expect(manifest).toMatchObject({ documents: 2, sha256 });
      app.receiver.pages.set(CHANGES, { data: [], next_cursor: 'x', has_more: false });
      const cursor = encodeURIComponent(manifest.cursor);
      await owner.api('GET', `/api/documents/changes?cursor=${cursor}`);
      expect(app.receiver.asked.at(-1)?.body).toMatchObject({ cursor: 'the-connectors' });
    }
    const entries = await app.database.kysely
      .selectFrom('audit_events')
      .select('details')
      .where('action', '=', 'documents.exported')
      .where('organization_id', '=', owner.organizationId)
      .execute();
    expect(entries).toContainEqual({ details: { is_whole: true, documents: 2 } });
  });

  test('takes lines of any form, and none of a connection of others in any', async () => {
    const turned = (document: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(document).toReversed());
    const [own, foreign] = [documentOf(), documentOf({ connection_id: randomUUID() })];
    answers([own, foreign].map((one) => lineOf(turned(one))).join('') + endOf(2));
    const lines = (await (await open(asOwner())).text()).trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({ type: 'document', document: own });
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ type: 'manifest', documents: 1 });
  });

  test.each([
    ['has a line without its end', () => `${lineOf(documentOf()).slice(0, 200)}\n${endOf(1)}`],
    ['is cut off', () => lineOf(documentOf())],
    ['is cut off within a line', () => lineOf(documentOf()).slice(0, 40)],
    ['tells of more than there is', () => lineOf(documentOf()) + endOf(2)],
    ['goes on behind its end', () => endOf(0) + lineOf(documentOf())],
    ['has something else in it', () => `${lineOf(documentOf())}{"type":"other"}\n${endOf(1)}`],
    ['is no JSON', () => `<html>\n${endOf(0)}`],
  ])('of a connector that %s is cut off as well, and has no manifest', async (_, text) => {
    answers(text());
    const got = await open(asOwner())
      .then(
        (answer) => answer.text(),
        () => '',
      )
      .catch(() => '');
    expect(got).not.toContain('manifest');
  });

  test('ends when its key is revoked, in the connector too', async () => {
    const held = goesOn();
    const { id, key } = await keyOf(owner);
    const answer = await open(bearer(key));
    const text = answer.text();
    await waitFor(() => held.length === 1);
    await owner.api('DELETE', `/api/keys/${id}`);
    await expect(text).rejects.toThrow();
    await waitFor(() => held[0]?.destroyed);
  });

  test('ends when what its reader may read was narrowed by an owner', async () => {
    const held = goesOn();
    const access = `/api/data-sources/${connectionId}/access`;
    await owner.api('PUT', access, { mode: 'everyone' });
    const text = (await open(asOwner())).text();
    await waitFor(() => held.length === 1);
    await owner.api('PUT', access, { mode: 'source' });
    await expect(text).rejects.toThrow();
  });

  test('ends when a connection is removed, for of that nothing is sent any more', async () => {
    const other = await app.signUp();
    const { id } = await other.seeded();
    const held = goesOn({ connection_id: id });
    const text = (await open({ cookie: other.cookie, origin: app.url })).text();
    await waitFor(() => held.length === 1);
    expect((await other.api('DELETE', `/api/data-sources/${id}`)).status).toBe(200);
    await expect(text).rejects.toThrow();
    await waitFor(() => held[0]?.destroyed);
  });

  test('is one at a time for a person, and whoever hangs up may begin anew', async () => {
    const held = goesOn();
    const hangUp = new AbortController();
    const first = await open(asOwner(), hangUp.signal);
    expect(first.status).toBe(200);
    const second = await owner.api('GET', '/api/documents/export');
    expect([second.status, second.body.code]).toEqual([429, 'too_many_exports']);
    hangUp.abort();
    await waitFor(() => held[0]?.destroyed);
    await waitFor(async () => {
      const again = new AbortController();
      const { status } = await open(asOwner(), again.signal);
      again.abort();
      return status === 200;
    });
  });

  test('that was begun by hand is known to have ended early', async () => {
    const entries = () =>
      app.database.kysely
        .selectFrom('audit_events')
        .select('details')
        .where('action', '=', 'documents.exported')
        .execute();
    const partly = async () =>
      (await entries()).some(({ details }) => JSON.stringify(details).includes('false'));
    await waitFor(partly);
  });
});
