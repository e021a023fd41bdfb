import { afterAll, describe, expect, it } from 'vitest';
import type { SourceHttp } from '../../egress/source-http.ts';
import { madeAnswer } from '../testing/made-answer.ts';
import { withinProcess } from './test-in-process.ts';
import { smallSite } from './test-site.ts';
import { itemOf, restrictionsOf, runSync, sampleServers, TEA, titled } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

const WITH_FILES = { settings: { spaces: ['TEA'], attachments: true } };
const TEAS = ['group:buyers', 'group:tasters', expect.stringMatching(/^user:/)];
const hoursLater = (hours: number) => () => new Date(Date.now() + hours * 3600 * 1000);

describe.each(['cloud', 'data_center'] as const)('what moves within %s', (edition) => {
  it.each([
    ['in a look at everything', 25, false],
    ['in a question for changes', 0, true],
  ])('takes its readers along, a file to another page: %s', async (_, hours, isNewer) => {
    const sample = await start({ edition, content: smallSite() });
    const change = { ...WITH_FILES, ...withinProcess(sample) };
    const first = await runSync(sample, change);
    const prices = itemOf(sample, 'Prices.csv');
    const [from, to] = [itemOf(sample, 'Our teas').id, itemOf(sample, 'Gyokuro').id];
    expect(prices.parentId).toBe(from);
    const number = prices.version.number + Number(isNewer);
    const version = { ...prices.version, number, createdAt: new Date().toISOString() };
    sample.controls.edit(prices.id, { parentId: to, version });
    const next = await runSync(sample, { ...change, ...first.kept, now: hoursLater(hours) });
    expect(next).toMatchObject({ error: undefined, failed: [] });
    expect(next.gone).toEqual([`${from}/${prices.id}`]);
    expect(next.kept.known.has(`${to}/${prices.id}`)).toBe(true);
    expect(restrictionsOf(titled(next, 'Prices.csv'))).toEqual([['group:tasters'], TEAS]);
  });

  it('to the trash is not read any more, a space as a whole', async () => {
    const sample = await start({ edition, content: smallSite() });
    const change = { settings: { spaces: ['FIN', 'TEA'] }, ...withinProcess(sample) };
    const { kept } = await runSync(sample, change);
    const tea = sample.controls.site.spaces.find(({ key }) => key === 'TEA');
    Object.assign(tea ?? {}, { status: 'trashed' });
    const next = await runSync(sample, { ...change, ...kept });
    expect(next).toMatchObject({ documents: [], gone: [], error: { code: 'not_found' } });
    expect(String(next.error)).toContain('TEA');
  });
});

describe.each(['cloud', 'data_center'] as const)('a time of another world on %s', (edition) => {
  it.each([1e20, '+275760-09-14T00:00:00Z'])('is as if it were not told: %s', async (time) => {
    const sample = await start({ edition, content: smallSite() });
    const through = (http: SourceHttp): SourceHttp => ({
      send: async (request) => {
        const answer = await http.send(request);
        const isList = /\/(pages|blogposts|content)\b/.test(String(request.url));
        return isList ? withTimes(String(request.url), answer.json(), time) : answer;
      },
    });
    const outcome = await runSync(sample, { ...TEA, ...withinProcess(sample, { through }) });
    expect(outcome).toMatchObject({ error: undefined, failed: [], end: { isComplete: true } });
    expect(outcome.documents).toHaveLength(7);
    expect(titled(outcome, 'Gyokuro')).toMatchObject({ createdAt: null, updatedAt: null });
  });
});

function withTimes(url: string, body: unknown, time: unknown) {
  const text = JSON.stringify(body, (key, value) =>
    ['createdAt', 'createdDate', 'when'].includes(key) ? time : value,
  );
  return madeAnswer(url, { status: 200, body: text });
}
