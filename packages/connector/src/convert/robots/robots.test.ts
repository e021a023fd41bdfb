import { describe, expect, test } from 'vitest';
import { parseRobots } from './robots.ts';

const US = 'rita-data-sources';
const OUR = 'Rita-Data-Sources';
const parse = (file: string | Uint8Array) =>
  parseRobots(typeof file === 'string' ? new TextEncoder().encode(file) : file, US);
const mayRead = (file: string | Uint8Array, path: string) => parse(file).mayRead(path);

describe('which group is ours (RFC 9309 §2.2.1)', () => {
  test.each([
    ['nothing said', '', true],
    ['all closed', 'User-agent: *\nDisallow: /', false],
    ['empty disallow opens all', 'User-agent: *\nDisallow:', true],
    [
      'our own group alone counts',
      `User-agent: *\nDisallow: /\n\nUser-agent: ${US}\nDisallow: /x`,
      true,
    ],
    [
      'our own empty group counts',
      `User-agent: *\nDisallow: /\n\nUser-agent: ${US}\nDisallow:`,
      true,
    ],
    ['in any order', `User-agent: ${US}\nAllow: /\nUser-agent: *\nDisallow: /`, true],
    ['our name in any case', `User-agent: ${OUR.toUpperCase()}\nDisallow: /`, false],
    ['our name with a version', `User-agent: ${OUR}/1.0\nDisallow: /`, false],
    ['our name with a comment', `User-agent: ${OUR} (tea)\nDisallow: /`, false],
    ['a longer name is another', `User-agent: ${OUR}-plus\nDisallow: /`, true],
    ['a shorter name is another', 'User-agent: rita\nDisallow: /', true],
    ['our name within another’s', `User-agent: Mozilla/5.0 (${OUR})\nDisallow: /`, true],
    ['several names', `User-agent: other\nUser-agent: ${US}\nDisallow: /`, false],
    [
      'several names with blank lines',
      `User-agent: other\n\n\nUser-agent: ${US}\n\nDisallow: /`,
      false,
    ],
    [
      'names that share a line with a delay',
      `User-agent: ${US}\nCrawl-delay: 1\nUser-agent: *\nDisallow: /`,
      false,
    ],
    [
      'names around a field we do not know',
      `User-agent: ${US}\nNoindex: /x\nUser-agent: *\nDisallow: /`,
      false,
    ],
    [
      'names around a sitemap',
      `User-agent: ${US}\nSitemap: https://x.example/s\nUser-agent: b\nDisallow: /`,
      false,
    ],
    [
      'two groups of our name, the first',
      `User-agent: ${US}\nDisallow: /a\nUser-agent: b\nDisallow: /x\nUser-agent: ${US}\nDisallow: /b`,
      false,
    ],
    [
      'two groups of our name, the second',
      `User-agent: ${US}\nDisallow: /b\nUser-agent: b\nDisallow: /x\nUser-agent: ${OUR}\nDisallow: /a`,
      false,
    ],
    ['two groups for all', 'User-agent: *\nDisallow: /b\n\nUser-agent: *\nDisallow: /a', false],
    ['rules before any name', 'Disallow: /\nUser-agent: other\nDisallow: /', true],
    ['for all, with something behind it', 'User-agent: * all\nDisallow: /', false],
    ['no web page', '<!doctype html><title>User-agent</title><p>Disallow: /a', true],
  ])('%s', (_, file, expected) => {
    expect(mayRead(file, '/a')).toBe(expected);
  });
});

describe('how lines are read', () => {
  test.each([
    ['CR alone', 'User-agent: *\rDisallow: /a'],
    ['CR LF', 'User-agent: *\r\nDisallow: /a\r\n'],
    ['a mark at the beginning', '\uFEFFUser-agent: *\nDisallow: /a'],
    ['capitals', 'USER-AGENT: *\nDISALLOW: /a'],
    ['blanks', '  user-agent :\t* \n\tDisallow\t:   /a   '],
    ['no blanks', 'User-agent:*\nDisallow:/a'],
    ['blanks that do not break', 'User-agent:\u00a0*\nDisallow\u00a0:\u00a0/a\u00a0'],
    ['comments', 'User-agent: *#all\nDisallow: /a # no\n#Allow: /a'],
    ['no colon', 'User-agent *\nDisallow /a'],
    ['misspelt', 'Useragent: *\nDissalow: /a'],
    ['lines that say nothing', 'hello\n\u0000\u0001\nUser-agent: *\n=====\nDisallow: /a'],
  ])('%s', (_, file) => {
    expect(mayRead(file, '/a')).toBe(false);
    expect(mayRead(file, '/b')).toBe(true);
  });

  test('UTF-16 without a mark', () => {
    const file = Buffer.from('User-agent: *\nDisallow: /a', 'utf16le');
    expect(mayRead(file, '/a')).toBe(false);
  });

  test('UTF-16 by its mark', () => {
    const file = Buffer.from('\uFEFFUser-agent: *\nDisallow: /a', 'utf16le');
    expect(mayRead(file, '/a')).toBe(false);
    expect(mayRead(Buffer.from(file).swap16(), '/a')).toBe(false);
  });
});

describe('which rule counts (RFC 9309 §2.2.2, §2.2.3)', () => {
  const rules = (...lines: string[]) => ['User-agent: *', ...lines].join('\n');
  test.each([
    ['a prefix', rules('Disallow: /tests/'), '/tests/x', false],
    ['not a prefix', rules('Disallow: /tests/'), '/test', true],
    ['case matters', rules('Disallow: /A'), '/a', true],
    ['the longest', rules('Disallow: /a', 'Allow: /a/b'), '/a/b/c', true],
    [
      'the longest, in any order',
      rules('Allow: /a/b', 'Disallow: /a/b/c', 'Allow: /'),
      '/a/b/c',
      false,
    ],
    ['as long: allow', rules('Disallow: /a', 'Allow: /a'), '/a', true],
    [
      'as long with a wildcard: allow',
      rules('Allow: /page', 'Disallow: /*.ph'),
      '/page.php5',
      true,
    ],
    ['longer with a wildcard', rules('Allow: /page', 'Disallow: /*.htm'), '/page.htm', false],
    ['the first page alone', rules('Allow: /$', 'Disallow: /'), '/', true],
    ['all but the first page', rules('Allow: /$', 'Disallow: /'), '/page.htm', false],
    ['a wildcard', rules('Disallow: /*/private/'), '/x/private/y', false],
    ['a wildcard for nothing', rules('Disallow: /a*b'), '/ab', false],
    ['a wildcard at the beginning', rules('Disallow: *.pdf'), '/x/y.pdf', false],
    ['a wildcard at the end says nothing', rules('Disallow: /a*'), '/a', false],
    ['an end', rules('Disallow: /*.pdf$'), '/x.pdf', false],
    ['an end that is not there', rules('Disallow: /*.pdf$'), '/x.pdf?y', true],
    ['the end comes twice', rules('Disallow: /*a$'), '/aba', false],
    ['`$` in the middle is a sign', rules('Disallow: /a$b'), '/a$bc', false],
    ['a query', rules('Disallow: /*?print'), '/a?print=1', false],
    ['the end of a query', rules('Disallow: /*?$'), '/a?', false],
    ['the file itself is open', rules('Disallow: /'), '/robots.txt', true],
    ['a path without `/` fits nothing', rules('Disallow: a'), '/a', true],
  ])('%s', (_, file, path, expected) => {
    expect(mayRead(file, path)).toBe(expected);
  });

  test.each([
    [
      'the RFC’s own: a query in a query',
      '/foo/bar?baz=https://foo.bar',
      '/foo/bar?baz=https%3A%2F%2Ffoo.bar',
      false,
    ],
    ['the RFC’s own: not ASCII', '/foo/bar/ツ', '/foo/bar/%E3%83%84', false],
    ['the RFC’s own: encoded', '/foo/bar/%E3%83%84', '/foo/bar/%E3%83%84', false],
    ['the RFC’s own: needlessly encoded', '/foo/bar/%62%61%7A', '/foo/bar/baz', false],
    ['needlessly encoded in the address', '/foo/bar/baz', '/foo/bar/%62%61%7a', false],
    [
      'the RFC’s own: a star as it is',
      '/path/file-with-a-%2A.html',
      '/path/file-with-a-*.html',
      false,
    ],
    ['the RFC’s own: a dollar as it is', '/path/foo-%24', '/path/foo-$', false],
    ['small letters', '/t%c3%a9', '/t%C3%A9/x', false],
    ['reserved, encoded or not', '/a%3Ab', '/a:b', false],
    ['an encoded slash is no slash', '/a%2Fb', '/a/b', true],
    ['an encoded question mark is none', '/a%3Fb', '/a?b', true],
    ['a percent sign that encodes nothing', '/100%', '/100%25', false],
  ])('%s', (_, path, address, expected) => {
    expect(mayRead(`User-agent: *\nDisallow: ${path}`, address)).toBe(expected);
  });

  test('bytes that are no UTF-8 fit the same bytes', () => {
    const file = Buffer.from('User-agent: *\nDisallow: /caf\u00e9', 'latin1');
    expect(mayRead(file, '/caf%E9')).toBe(false);
    expect(mayRead(file, '/caf%C3%A9')).toBe(true);
  });
});

test('knows the pause between pages, also of several groups', () => {
  expect(parse('User-agent: *\nCrawl-delay: 2.5').delaySeconds).toBe(2.5);
  expect(
    parse(`User-agent: ${US}\nCrawl-delay: x\nUser-agent: ${US}\nCrawl-delay: 3`).delaySeconds,
  ).toBe(3);
  expect(parse('Crawl-delay: 9\nUser-agent: *\nDisallow: /x').delaySeconds).toBe(0);
});

test('a line of blanks that do not break is read at once', () => {
  expect(mayRead(`y${'\u00a0'.repeat(200_000)}x\nUser-agent: *\nDisallow: /a`, '/a')).toBe(false);
});

test('a pattern made to be slow is not, nor are many', () => {
  const slow = `User-agent: *\nDisallow: /${'*a'.repeat(2000)}$`;
  expect(mayRead(slow, `/${'a'.repeat(1900)}b`)).toBe(true);
  const many = parse(`User-agent: *\n${'Disallow: /*a*a*a*b$\n'.repeat(20_000)}`);
  expect(many.mayRead(`/${'a'.repeat(2000)}`)).toBe(true);
});
