import { expect, test } from 'vitest';
import { storageToMarkdown } from './storage.ts';

const page = { webBase: 'https://wiki.example/x', spaceKey: 'S', id: '7' };
const read = (text: string) =>
  storageToMarkdown({ text, baseUrl: 'https://wiki.example/', page, people: {} });
const link = (target: string, label = '') =>
  `<p><ac:link>${target}${label && `<ac:link-body>${label}</ac:link-body>`}</ac:link></p>`;

test.each([
  [
    'a space',
    link('<ri:space ri:space-key="HR"/>', 'people'),
    '[people](https://wiki.example/x/display/HR)',
  ],
  [
    'a post, by its day',
    link(
      '<ri:blog-post ri:space-key="HR" ri:posting-day="2026/03/01" ri:content-title="Q &amp; A"/>',
    ),
    '[Q & A](https://wiki.example/x/display/HR/2026/03/01/Q%20%26%20A)',
  ],
  [
    'a post without its day',
    link('<ri:blog-post ri:content-title="News"/>', 'our news'),
    'our news',
  ],
  [
    'whatever has an id',
    link('<ri:content-entity ri:content-id="123"/>', 'the board'),
    '[the board](https://wiki.example/x/pages/viewpage.action?pageId=123)',
  ],
  [
    'what a picture leads to',
    '<p><ac:image ac:href="https://a.example/b"><ri:attachment ri:filename="c.png"/></ac:image></p>',
    '[*Image: c.png*](https://a.example/b)',
  ],
])('a link to %s', (_, storage, markdown) => expect(read(storage)).toBe(markdown));

const macro = (value: string) =>
  `<ac:structured-macro ac:name="roadmap"><ac:parameter ac:name="source">${value}</ac:parameter></ac:structured-macro>`;

test.each([
  ['Roadmap%20Planner', 'Roadmap Planner'],
  [
    encodeURIComponent('{"title":"Plan","lanes":[{"title":"Web","color":"#fff"}],"key":"x"}'),
    'Plan, Web',
  ],
  ['100% sure, 20%', '100% sure, 20%'],
  ['100%zz', '100%zz'],
  ['https://a.example/b%20c', '[https://a.example/b%20c](https://a.example/b%20c)'],
  ['[draft] plan', '\\[draft\\] plan'],
])('texts among the parameters of a macro: %s', (value, markdown) =>
  expect(read(macro(value))).toBe(markdown),
);
