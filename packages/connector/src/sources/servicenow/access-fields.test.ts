import { PEOPLE, type SampleServiceNow, startSampleServiceNow } from '@rita/sample-sources';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { createAccessModel } from '../testing/access-model.ts';
import {
  type FieldPath,
  fieldsOf,
  nameOfField,
  valueAt,
  withValue,
} from '../testing/answer-fields.ts';
import { answerWith, createRecordedAnswers, jsonOf, keyOf } from '../testing/recorded-answers.ts';
import { foundBy, readHere } from './test-reading.ts';

let sample: SampleServiceNow;
beforeAll(async () => {
  sample = await startSampleServiceNow();
});
afterAll(() => sample.close());

const ADDRESSES = [...PEOPLE.map(({ address }) => address), 'packing@northwind.example'];
const SETTINGS = { tables: [{ table: 'incident', access: 'record_people' }] };

type Case = { key: string; path: FieldPath; value: null | undefined; name: string };

/** Of every field of every kind of answer: missing and null, where it is filled first, and last. */
function casesOf(list: ReturnType<typeof createRecordedAnswers>['list']): Case[] {
  const cases = new Map<string, Case>();
  for (const { key, request, answer } of list) {
    const call = new URL(request.url).pathname;
    for (const path of fieldsOf(jsonOf(answer))) {
      if (typeof path.at(-1) !== 'string' || valueAt(jsonOf(answer), path) === '') continue;
      const field = `${call} ${nameOfField(path)}`;
      for (const [change, value] of CHANGES) {
        const name = `${field} ${change}`;
        if (!cases.has(`first ${name}`)) cases.set(`first ${name}`, { key, path, value, name });
        cases.set(`last ${name}`, { key, path, value, name });
      }
    }
  }
  return [...cases.values()];
}
const CHANGES = [
  ['missing', undefined],
  ['null', null],
] as const;

function changing(http: SourceHttp, { key, path, value }: Case): SourceHttp {
  return {
    send: async (request: SourceRequest) => {
      const answer = await http.send(request);
      return keyOf(request) === key
        ? answerWith(answer, withValue(jsonOf(answer), path, value))
        : answer;
    },
  };
}

it('no field of an answer, whatever becomes of it, lets anybody find more', async () => {
  const { kb_knowledge: articles = [], incident: incidents = [] } = sample.controls.instance.tables;
  const stored = [
    ...articles.map((row) => `kb_knowledge:${row.sys_id}`),
    ...incidents.map((row) => `incident:${row.sys_id}`),
  ];
  const recorded = createRecordedAnswers();
  const read = async (through: (http: SourceHttp) => SourceHttp) => {
    const model = createAccessModel(stored);
    await readHere(model, sample, { settings: SETTINGS, people: ADDRESSES, through });
    return new Map(ADDRESSES.map((address) => [address, foundBy(model, address)]));
  };
  const right = await read(recorded.through);
  expect(Math.min(...PEOPLE.map(({ address }) => right.get(address)?.size ?? 0))).toBeGreaterThan(
    50,
  );
  const cases = casesOf(recorded.list);
  expect(cases.length).toBeGreaterThan(200);
  const leaks: string[] = [];
  for (const one of cases) {
    const found = await read((http) => changing(recorded.through(http), one));
    for (const [address, ids] of found) {
      const more = [...ids].filter((id) => !right.get(address)?.has(id));
      if (more.length > 0) leaks.push(`${one.name}: ${address} finds ${more.length} more`);
    }
  }
  expect(leaks).toEqual([]);
}, 120_000);
