import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SourceHttp } from '../../egress/source-http.ts';
import { startLoopback } from '../../egress/testing.ts';
import { createRecordedAnswers } from './recorded-answers.ts';
import { openSourceRun } from './source-run.ts';

let source: Awaited<ReturnType<typeof startLoopback>>;
beforeAll(async () => {
  source = await startLoopback();
});
afterAll(() => source.close());

type Context = { settings: object; credentials: object; http: SourceHttp };
const open = (through: ReturnType<typeof createRecordedAnswers>['through']) =>
  openSourceRun<Context>({ settings: {}, credentials: {} }, { through });

test('what another run was asking for when it ended is asked for again', async () => {
  const { through, list } = createRecordedAnswers();
  const [first, other] = [open(through), open(through)];
  const request = { url: `${source.base}/list` };
  const isAsked = new Promise<void>((resolve) => source.answer(() => resolve()));
  const lost = first.context.http.send(request);
  await isAsked;
  source.answer((_, response) => response.end('{"results":[]}'));
  const answers = [other.context.http.send(request), other.context.http.send(request)];
  await first.close();
  await expect(lost).rejects.toThrow();
  for (const answer of answers) expect((await answer).json()).toEqual({ results: [] });
  expect(list).toHaveLength(1);
  await other.close();
});
