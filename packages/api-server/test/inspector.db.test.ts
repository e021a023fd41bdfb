import type { Document } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf, finds, startMcpApp } from './mcp-steps.ts';
import { type Era, type Inspected, runInspector } from './run-inspector.ts';

/** Another judge that is not ours, and what people look with first: the same on either database. */
const isElsewhere = process.env.TEST_DATABASE === 'pglite';
const ERAS: readonly Era[] = ['legacy', 'modern'];
/** It starts a process for each question. */
const LIMIT_MS = 60_000;

describe.skipIf(isElsewhere)('the Inspector’s command line', () => {
  let started: Awaited<ReturnType<typeof startMcpApp>>;
  let document: Document;
  beforeAll(async () => {
    started = await startMcpApp();
    document = documentOf(started.connectionId);
    finds(started.app, [document]);
  });
  afterAll(() => started?.app.close());

  async function inspect(era: Era, args: readonly string[], key = started.key): Promise<Inspected> {
    return runInspector({ url: started.app.url, key, era }, args);
  }
  const use = (era: Era, name: string, argument: string) =>
    inspect(era, ['--method', 'tools/call', '--tool-name', name, '--tool-arg', argument]);
  const read = (era: Era, id: string) =>
    inspect(era, ['--method', 'resources/read', '--uri', `rita://documents/${id}`]);

  test.each(ERAS)(
    '%s: lists tools whose schemas suit every client',
    async (era) => {
      const listed = await inspect(era, ['--method', 'tools/list', '--strict']);
      const tools = ['search', 'search_documents', 'fetch', 'list_sources'];
      expect([listed.code, listed.error]).toEqual([0, '']);
      expect(listed.result).toMatchObject({ result: { tools: tools.map((name) => ({ name })) } });
    },
    LIMIT_MS,
  );

  test.each(ERAS)(
    '%s: searches, and fetches what was found',
    async (era) => {
      const { id, title, url, body } = document;
      const found = await use(era, 'search', 'query=holidays');
      expect(found).toMatchObject({ code: 0, error: '' });
      expect(found.result).toMatchObject({
        result: { structuredContent: { results: [{ id, title, url }] } },
      });
      const fetched = await use(era, 'fetch', `id=${id}`);
      expect(fetched.result).toMatchObject({
        result: { structuredContent: { id, title, url, text: body } },
      });
    },
    LIMIT_MS,
  );

  test.each(ERAS)(
    '%s: reads a document by the template of its address',
    async (era) => {
      const templates = await inspect(era, ['--method', 'resources/templates/list']);
      expect(templates.result).toMatchObject({
        result: { resourceTemplates: [{ uriTemplate: 'rita://documents/{id}' }] },
      });
      expect((await read(era, document.id)).result).toMatchObject({
        result: { contents: [{ mimeType: 'text/markdown', text: document.body }] },
      });
    },
    LIMIT_MS,
  );

  test.each(ERAS)(
    '%s: is refused without a key, and reads nothing that there is not',
    async (era) => {
      const made = await inspect(era, ['--method', 'tools/list'], 'made-up');
      expect([made.code, JSON.parse(made.error).error.code]).toEqual([3, 'auth_required']);
      const unknown = await read(era, 'unknown');
      expect([unknown.code, unknown.result]).toEqual([1, undefined]);
    },
    LIMIT_MS,
  );
});
