import { expect, test } from 'vitest';
import { closedMarkdown } from '../markdown/closed-markdown.ts';
import { storageToMarkdown } from './storage.ts';

const macro = (name: string, inner = '') =>
  `<ac:structured-macro ac:name="${name}">${inner}</ac:structured-macro>`;
const parameter = (name: string, value: string) =>
  `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
const body = (content: string) => `<ac:rich-text-body>${content}</ac:rich-text-body>`;
const plain = (text: string) => `<ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body>`;
const table = (cell: string) => `<table><tr><th>T</th></tr><tr><td>${cell}</td></tr></table>`;
const node = (type: string, content: string) =>
  `<ac:adf-node type="${type}">${content}</ac:adf-node>`;
const attribute = (key: string, value: string) =>
  `<ac:adf-attribute key="${key}">${value}</ac:adf-attribute>`;
const task = (state: string, text: string) =>
  node('task-item', `${attribute('state', state)}<ac:adf-content>${text}</ac:adf-content>`);

test.each([
  [
    'Markdown',
    macro('markdown', plain('# A\n\n- *b*\n\n| c |\n| - |\n| 1 |')),
    '# A\n\n- *b*\n\n| c |\n| - |\n| 1 |',
  ],
  [
    'Markdown that ends within code, before other text',
    `${macro('markdown', plain('```js\nx\n```js'))}<p>b</p>`,
    '```js\nx\n```js\n```\n\nb',
  ],
  [
    'Markdown in a point and in a cell',
    `<ul><li>${macro('markdown', plain('**a**\n\nb'))}</li></ul>${table(macro('markdown', plain('c | d')))}`,
    '- **a**\n\n  b\n\n| T |\n| --- |\n| c \\| d |',
  ],
  [
    'a diagram that is named for each of its programs',
    macro(
      'drawio',
      parameter('diagramDisplayName', 'Our net') +
        parameter('baseUrl', 'https://wiki.example') +
        parameter('diagramName', 'Our net'),
    ),
    'Our net',
  ],
  [
    'cards that are one value, with their texts and where they lead',
    macro(
      'aura-cards',
      parameter('cards', '[{"title":"Docs","body":"Read","href":"https://x.example/d"}]'),
    ),
    'Docs, Read [https://x.example/d](https://x.example/d)',
  ],
  [
    'a headline within what a panel looks like',
    macro('aura-panel', parameter('styles', '{"headline":{"text":{"text":"Aim"}}}') + body('a')),
    '**Aim**\n\na',
  ],
  ['how far something is', macro('bar', parameter('progress', '40')), '40%'],
  [
    'which row is a heading, and the size of one',
    macro('table-plus', parameter('heading', '1') + body('<p>a</p>')) +
      macro('pretty', parameter('title', 'B') + parameter('tag', 'h1')),
    'a\n\nB',
  ],
  [
    'what a hint stands at',
    macro('hint', parameter('linkText', 'SLA') + body('a')),
    '**SLA**\n\na',
  ],
  ['a note in its sentence', `<p>a${macro('footnote', body('<p>see b</p>'))}.</p>`, 'a (see b).'],
  [
    'steps that are counted',
    macro('ui-steps', body(macro('ui-step', body('a')) + macro('ui-step', body('b')))),
    '1. a\n2. b',
  ],
  [
    'a box whose kind is a parameter',
    macro('ui-textbox', parameter('type', 'warning') + body('<p>a</p>')),
    '> **Warning**\n>\n> a',
  ],
  ['how a page looks', macro('style', plain('p { color: red }')), ''],
  ['a chart of issues', macro('jirachart', parameter('jql', 'a%20%3D%20b')), '`a = b`'],
  [
    'languages of code that are two, or none',
    macro('code', parameter('language', 'html/xml') + plain('x')) +
      macro('code', parameter('language', 'none') + plain('y')),
    '```html\nx\n```\n\n```\ny\n```',
  ],
  [
    'markup of older pages in a sentence',
    `<p>a ${macro('unmigrated-inline-wiki-markup', plain('{b}'))} c</p>`,
    'a `{b}` c',
  ],
  [
    'what older programs show, in a sentence',
    `<p>a <ac:adf-extension>${node('inline-extension', '')}<ac:adf-fallback>b</ac:adf-fallback></ac:adf-extension> c</p>`,
    'a b c',
  ],
  [
    'the title of a macro of the new editor',
    `<ac:adf-extension>${node('bodied-extension', '<ac:adf-attribute key="parameters"><ac:adf-parameter key="title">T</ac:adf-parameter></ac:adf-attribute><ac:adf-content><p>a</p></ac:adf-content>')}</ac:adf-extension>`,
    '**T**\n\na',
  ],
  ['a sign of a chat', '<p><ac:hipchat-emoticon ac:shortcut="yey"/></p>', '(yey)'],
  [
    'points within points in a cell',
    table('<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>'),
    '| T |\n| --- |\n| • a<br>◦ b<br>▪ c |',
  ],
  [
    'a panel of one’s own in the new editor',
    `<ac:adf-extension>${node('panel', `${attribute('panel-type', 'custom')}${attribute('panel-icon-text', '🎯')}<ac:adf-content><p>a</p></ac:adf-content>`)}</ac:adf-extension>`,
    '> **🎯**\n>\n> a',
  ],
  [
    'tasks below tasks in the new editor',
    `<ac:adf-extension>${node('task-list', `${task('DONE', 'a')}${node('task-list', task('TODO', 'b'))}`)}</ac:adf-extension>`,
    '- [x] a\n  - [ ] b',
  ],
])('%s', (_, storage, markdown) => {
  expect(storageToMarkdown({ text: storage })).toBe(markdown);
});

test.each([
  ['```\na', '```\na\n```'],
  ['~~~~\n~~~\n```', '~~~~\n~~~\n```\n~~~~'],
  ['```a```\nb', '```a```\nb'],
  ['<!-- a', '<!-- a\n-->'],
  ['<!-- a\n-->\nb', '<!-- a\n-->\nb'],
  ['<pre>\na', '<pre>\na\n</pre>'],
  ['\r\n    a\r\n', '    a'],
])('Markdown ends where it ends: %j', (text, closed) => {
  expect(closedMarkdown(text)).toBe(closed);
});
