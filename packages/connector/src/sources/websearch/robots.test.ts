import { expect, test } from 'vitest';
import { parseRobots } from './robots.ts';

const US = 'rita-data-sources';
const mayRead = (text: string, path: string) => parseRobots(text, US).mayRead(path);

test.each([
  ['nothing said', '', '/a', true],
  ['all closed', 'User-agent: *\nDisallow: /', '/a', false],
  ['empty disallow opens all', 'User-agent: *\nDisallow:', '/a', true],
  ['a prefix', 'User-agent: *\nDisallow: /tests/', '/tests/x', false],
  ['not a prefix', 'User-agent: *\nDisallow: /tests/', '/test', true],
  ['the longest rule counts', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
  ['as long: allow counts', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
  [
    'our own group alone counts',
    `User-agent: *\nDisallow: /\n\nUser-agent: ${US}\nDisallow: /x`,
    '/a',
    true,
  ],
  ['our name in any case', 'User-agent: Rita-Data-Sources\nDisallow: /', '/a', false],
  ['a group of several names', `User-agent: other\nUser-agent: ${US}\nDisallow: /`, '/a', false],
  [
    'two groups of one name',
    `User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b`,
    '/b',
    false,
  ],
  ['a wildcard', 'User-agent: *\nDisallow: /*/private/', '/x/private/y', false],
  ['an end', 'User-agent: *\nDisallow: /*.pdf$', '/x.pdf', false],
  ['an end that is not there', 'User-agent: *\nDisallow: /*.pdf$', '/x.pdf?y', true],
  ['the end comes twice', 'User-agent: *\nDisallow: /*a$', '/aba', false],
  ['a query', 'User-agent: *\nDisallow: /*?print', '/a?print=1', false],
  ['encoded as plain', 'User-agent: *\nDisallow: /t%C3%A9/', '/té/x', false],
  ['comments, CR, BOM', '\uFEFFUser-agent: * # all\rDisallow: /a # no', '/a', false],
  [
    'a sitemap between',
    'User-agent: *\nSitemap: https://x.example/s.xml\nDisallow: /a',
    '/a',
    false,
  ],
])('%s', (_, text, path, expected) => {
  expect(mayRead(text, path)).toBe(expected);
});

test('knows the pause between pages, and a pattern made to be slow is not', () => {
  expect(parseRobots('User-agent: *\nCrawl-delay: 2.5', US).delaySeconds).toBe(2.5);
  const slow = `User-agent: *\nDisallow: /${'*a'.repeat(2000)}$`;
  expect(mayRead(slow, `/${'a'.repeat(1900)}b`)).toBe(true);
});
