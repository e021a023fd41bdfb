import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import type { Principal } from '../../platform/http/principal.ts';
import { keepPrincipals } from './kept-principals.ts';

const ADA = { userId: 'ada' } as Principal;
const publicUrl = 'http://localhost:3000';

function requestOf(cookie: string | undefined, method = 'GET', id = 'listDataSources') {
  const header = cookie === undefined ? 'theme=dark' : `theme=dark; rita.session_token=${cookie}`;
  return {
    method,
    headers: { cookie: header },
    routeOptions: { config: { route: { id } } },
  } as unknown as FastifyRequest;
}

function open(answer: () => Promise<Principal | undefined> = async () => ADA) {
  let asked = 0;
  let time = 0;
  const kept = keepPrincipals(
    async () => {
      asked += 1;
      return answer();
    },
    { publicUrl, keptMs: 1_000, now: () => time },
  );
  return { ...kept, asked: () => asked, pass: (ms: number) => (time += ms) };
}

test('reads of one session ask once in a second, together too', async () => {
  const at = open();
  const answers = Promise.all([1, 2, 3].map(() => at.authenticate(requestOf('a'))));
  expect(await answers).toEqual([ADA, ADA, ADA]);
  at.pass(999);
  await at.authenticate(requestOf('a'));
  expect(at.asked()).toBe(1);
  at.pass(1);
  await at.authenticate(requestOf('a'));
  expect(at.asked()).toBe(2);
});

test('another cookie, a change and a stream are asked about each time', async () => {
  const at = open();
  await at.authenticate(requestOf('a'));
  await at.authenticate(requestOf('a.'));
  await at.authenticate(requestOf('a', 'PUT'));
  await at.authenticate(requestOf('a', 'GET', 'streamEvents'));
  await at.authenticate(requestOf(undefined));
  await at.authenticate(requestOf(undefined));
  expect(at.asked()).toBe(6);
});

test('nobody and an error are not kept', async () => {
  const answers = [async () => undefined, () => Promise.reject(new Error('away')), async () => ADA];
  const at = open(() => answers.shift()?.() ?? Promise.resolve(ADA));
  expect(await at.authenticate(requestOf('a'))).toBeUndefined();
  await expect(at.authenticate(requestOf('a'))).rejects.toThrow('away');
  expect(await at.authenticate(requestOf('a'))).toBe(ADA);
});

test('what was looked up before a change is forgotten with it, also when its answer comes after', async () => {
  const late = Promise.withResolvers<Principal>();
  const answers = [() => late.promise, async () => undefined];
  const at = open(() => answers.shift()?.() ?? Promise.resolve(ADA));
  const before = at.authenticate(requestOf('a'));
  at.forget();
  late.resolve(ADA);
  expect(await before).toBe(ADA);
  expect(await at.authenticate(requestOf('a'))).toBeUndefined();
});
