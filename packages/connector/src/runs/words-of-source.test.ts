import { expect, test } from 'vitest';
import { wordsOfSource } from './words-of-source.ts';

const request = {
  headers: { authorization: 'Bearer secret' },
  url: 'https://a.example?key=secret',
};

test.each([
  [
    'Confluence, v1',
    { statusCode: 403, data: { authorized: false }, message: 'No space' },
    'No space',
  ],
  [
    'Confluence, v2',
    { errors: [{ status: 404, code: 'NOT_FOUND', title: 'Not Found', detail: null }] },
    'NOT_FOUND · Not Found',
  ],
  ['Confluence, Data Center', { message: 'Nope', reason: 'Forbidden' }, 'Nope · Forbidden'],
  [
    'ServiceNow',
    { error: { message: 'Insufficient rights', detail: 'ACL' }, status: 'failure' },
    'Insufficient rights · ACL',
  ],
  [
    'ServiceNow, sign-in',
    { error: 'access_denied', error_description: 'access_denied' },
    'access_denied',
  ],
  [
    'Graph',
    { error: { code: 'accessDenied', message: 'Access denied', innerError: { request } } },
    'accessDenied · Access denied',
  ],
  [
    'Entra',
    { error: 'invalid_client', error_description: 'AADSTS7000215: …', trace_id: 'x', request },
    'invalid_client · AADSTS7000215: …',
  ],
  [
    'Brave',
    { type: 'ErrorResponse', error: { status: 422, code: 'TOKEN', meta: request } },
    'TOKEN',
  ],
  ['Tavily', { detail: { error: 'Unauthorized: missing key' } }, 'Unauthorized: missing key'],
  ['a list of its own', { detail: [{ loc: ['body'], msg: 'x' }], request }, undefined],
  ['nothing of the kind', { request, debug: 'secret' }, undefined],
  ['an empty word', { message: ' ', title: 'Title' }, 'Title'],
])('%s', (_, answer, words) => {
  expect(wordsOfSource(JSON.stringify(answer))).toBe(words);
});

test.each(['', 'Forbidden: Bearer secret', '<html>secret</html>', 'null', '"secret"', '[1]', '{'])(
  'of %s nothing is shown',
  (text) => expect(wordsOfSource(text)).toBeUndefined(),
);

test('neither is what stands deeper or comes later than anybody’s words', () => {
  let deep: object = { message: 'secret' };
  for (let depth = 0; depth < 10; depth += 1) deep = { error: deep };
  expect(wordsOfSource(JSON.stringify(deep))).toBeUndefined();
  const many = { errors: Array.from({ length: 50 }, (_, at) => ({ message: `m${at}` })) };
  expect(wordsOfSource(JSON.stringify(many))).toBe('m0 · m1 · m2 · m3 · m4 · m5');
});
