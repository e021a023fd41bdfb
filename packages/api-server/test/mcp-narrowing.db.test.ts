import { NARROWED_SEARCH_ABILITY } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCESS_CONNECTOR } from './access-steps.ts';
import { documentOf, finds, startMcpApp } from './mcp-steps.ts';

let started: Awaited<ReturnType<typeof startMcpApp>>;
beforeAll(async () => {
  started = await startMcpApp();
  const { app, connectionId } = started;
  finds(app, [documentOf(connectionId, { title: 'a' })], 'more');
  const abilities = [...ACCESS_CONNECTOR.abilities, NARROWED_SEARCH_ABILITY];
  app.receiver.pages.set('/connector', { ...ACCESS_CONNECTOR, abilities });
});
afterAll(() => started?.app.close());

async function searched(asked: Record<string, unknown>) {
  const { asked: all } = started.app.receiver;
  const before = all.length;
  const { structuredContent } = await started.use('search_documents', asked);
  const questions = all.slice(before).map(({ body }) => body as Record<string, unknown>);
  return { ...structuredContent, questions };
}

test('a connector that narrows searches down is asked once, for just what is wanted', async () => {
  const narrowed = { author: 'ada', path: 'HR / handbook', updated_after: '2026-01-01' };
  const page = await searched({ ...narrowed, limit: 3 });
  expect(page.documents).toMatchObject([{ title: 'a' }]);
  expect(page.questions).toEqual([
    expect.objectContaining({ ...narrowed, updated_after: '2026-01-01T00:00:00.000Z', limit: 3 }),
  ]);
  const next = await searched({ ...narrowed, limit: 3, cursor: page.next_cursor });
  expect(next.questions).toMatchObject([{ author: 'ada', cursor: 'more', limit: 3 }]);
});

test('what narrows nothing is not sent', async () => {
  const { questions } = await searched({ path: ' ', author: '' });
  expect(questions).toHaveLength(1);
  expect(Object.keys(questions[0] ?? {})).not.toEqual(expect.arrayContaining(['path']));
  expect(Object.keys(questions[0] ?? {})).not.toEqual(expect.arrayContaining(['author']));
});

test('a place within a page, from before the connector learned it, is gone on from', async () => {
  const place = Buffer.from(JSON.stringify({ cursor: 'older', skip: 1 })).toString('base64url');
  const { questions } = await searched({ author: 'ada', limit: 3, cursor: place });
  expect(questions).toMatchObject([
    { cursor: 'older', limit: 50 },
    { cursor: 'more', limit: 3, author: 'ada' },
  ]);
  expect(Object.keys(questions[0] ?? {})).not.toContain('author');
});
