import { expect, test } from 'vitest';
import { parseMarkup } from './parse-markup.ts';
import { refreshOf } from './refresh.ts';

const ADDRESS = 'https://a.example/docs/old';
const leadsTo = (html: string, header?: string) =>
  refreshOf(parseMarkup(html), { header, address: ADDRESS });
const meta = (content: string) => `<meta http-equiv="refresh" content="${content}">`;
const LONG = 'Tea is grown in many places. '.repeat(10);

// HTML, 4.2.5.3, “shared declarative refresh steps”.
test.each([
  ['0;url=new', 'https://a.example/docs/new'],
  ['0; URL=/new', 'https://a.example/new'],
  [" 0 ,\n url = '/new' then", 'https://a.example/new'],
  ['0;url=&quot;/new&quot;', 'https://a.example/new'],
  ['3 https://b.example/', 'https://b.example/'],
  ['.5; //b.example/x?y=1&amp;z=2', 'https://b.example/x?y=1&z=2'],
  ['2.9;new', 'https://a.example/docs/new'],
  ['10;url=/new', 'https://a.example/new'],
  ['0;url=', undefined],
  ['0', undefined],
  ['url=/new', undefined],
  ['; url=/new', undefined],
  ['5x;url=/new', undefined],
  ['-1;url=/new', undefined],
  ['300;url=/new', undefined],
  ['0;url=/docs/old', undefined],
  ['0;url=old#part', undefined],
  ['0;url=javascript:alert(1)', undefined],
  ['0;url=mailto:a@b.example', undefined],
  ['0;url=data:text/html,x', undefined],
])('%s', (content, target) => {
  expect(leadsTo(meta(content))).toBe(target);
  expect(leadsTo('', content.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))).toBe(target);
});

test.each([
  ['in the middle of a page of its own', `<body><p>${LONG}${meta('0;url=/new')}`, false],
  ['in a body that says no more', `<body>Go <a href=/new>on</a>${meta('0;url=/new')}`, true],
  ['before a text', `<head>${meta('0;url=/new')}</head><body><p>${LONG}`, true],
  ['for browsers without scripts', `<noscript>${meta('0;url=/new')}</noscript>`, false],
  ['in a template', `<template>${meta('0;url=/new')}</template>`, false],
  ['in a comment', `<!--${meta('0;url=/new')}-->`, false],
  ['in code', `<pre>&lt;meta http-equiv=refresh content="0;url=/new"></pre>`, false],
  ['behind one that stays', meta('600') + meta('0;url=/new'), false],
  ['in capitals', '<META CONTENT="0;URL=/new" HTTP-EQUIV=Refresh>', true],
])('%s', (_, html, isFollowed) => {
  expect(leadsTo(html)).toBe(isFollowed ? 'https://a.example/new' : undefined);
});

test('from the base of the page', () => {
  expect(leadsTo(`<base href="https://b.example/x/">${meta('0;url=y')}`)).toBe(
    'https://b.example/x/y',
  );
});
