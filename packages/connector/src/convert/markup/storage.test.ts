import { demoSite } from '@rita/sample-sources';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { mentionedPeople } from '../look-into-storage.ts';
import { htmlToMarkdown } from './html.ts';
import { storageToMarkdown } from './storage.ts';

type Node = { type: string; value?: string; url?: string; children?: Node[] };

/** All nodes of Markdown as another parser reads it. */
function nodesOf(markdown: string): Node[] {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];
  return flat(tree as Node);
}

function expectHarmless(markdown: string): void {
  const nodes = nodesOf(markdown);
  const html = nodes.filter(({ type, value }) => type === 'html' && value !== '<br>');
  expect(html).toEqual([]);
  const links = nodes.filter(
    ({ type, url }) => type === 'link' && !/^(https?|mailto):/i.test(url ?? ''),
  );
  expect(links).toEqual([]);
}

const code = (text: string, parameters = '') =>
  `<ac:structured-macro ac:name="code">${parameters}<ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body></ac:structured-macro>`;

const CASES: [what: string, storage: string, markdown: string][] = [
  [
    'headings, marks and entities',
    '<h2>A &amp; B</h2><p><strong>b</strong> <em>i</em> <del>s</del> &lt;b&gt; &amp;lt;</p>',
    '## A & B\n\n**b** *i* ~~s~~ &lt;b> &amp;lt;',
  ],
  [
    'code with a language and a title',
    code(
      'if (a < b) {\n  x();\n}',
      '<ac:parameter ac:name="language">java</ac:parameter><ac:parameter ac:name="title">X.java</ac:parameter>',
    ),
    '**X.java**\n\n```java\nif (a < b) {\n  x();\n}\n```',
  ],
  ['code that holds the end of CDATA', code('a ]]]]><![CDATA[> b'), '```\na ]]> b\n```'],
  ['code with fences in it', code('```js\nx\n```'), '````\n```js\nx\n```\n````'],
  [
    'panels as labelled quotes',
    '<ac:structured-macro ac:name="warning"><ac:parameter ac:name="title">Hot</ac:parameter><ac:rich-text-body><p>Do not touch.</p></ac:rich-text-body></ac:structured-macro>',
    '> **Warning: Hot**\n>\n> Do not touch.',
  ],
  [
    'macros within macros',
    `<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">More</ac:parameter><ac:rich-text-body>${code('x')}</ac:rich-text-body></ac:structured-macro>`,
    '**More**\n\n```\nx\n```',
  ],
  [
    'tasks',
    '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>one</ac:task-body></ac:task><ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body><span>two</span></ac:task-body></ac:task></ac:task-list>',
    '- [x] one\n- [ ] two',
  ],
  [
    'nested lists',
    '<ul><li><p>a</p><ol><li>b</li><li>c</li></ol></li><li>d</li></ul>',
    '- a\n  1. b\n  2. c\n- d',
  ],
  [
    'self-closing tags do not swallow what follows',
    '<p><ac:link><ri:page ri:content-title="Other" /></ac:link> and <ac:image><ri:attachment ri:filename="a.png" /></ac:image> after</p>',
    '[Other](https://wiki/display/HERE/Other) and *Image: a.png* after',
  ],
  [
    'links to pages, files and people',
    '<p><ac:link><ri:page ri:space-key="OPS" ri:content-title="Run book" /><ac:plain-text-link-body><![CDATA[here]]></ac:plain-text-link-body></ac:link> <ac:link><ri:attachment ri:filename="f.pdf" /></ac:link> <ac:link><ri:user ri:account-id="1" /></ac:link> <ac:link><ri:user ri:account-id="2" /></ac:link></p>',
    '[here](https://wiki/display/OPS/Run%20book) [f.pdf](https://wiki/download/attachments/7/f.pdf) @Ann @user',
  ],
  [
    'dates and emoticons',
    '<p><time datetime="2026-01-02" /> <ac:emoticon ac:name="tick" /> <ac:emoticon ac:name="blue-star" ac:emoji-fallback="🎉" /></p>',
    '2026-01-02 ✅ 🎉',
  ],
  [
    'layouts and inline comments keep their content',
    '<ac:layout><ac:layout-section><ac:layout-cell><p>l <ac:inline-comment-marker ac:ref="1">m</ac:inline-comment-marker></p></ac:layout-cell><ac:layout-cell><p>r</p></ac:layout-cell></ac:layout-section></ac:layout>',
    'l m\n\nr',
  ],
  [
    'status, jira and unknown macros',
    '<p><ac:structured-macro ac:name="status"><ac:parameter ac:name="title">DONE</ac:parameter></ac:structured-macro> <ac:structured-macro ac:name="jira"><ac:parameter ac:name="server">S</ac:parameter><ac:parameter ac:name="key">AB-1</ac:parameter></ac:structured-macro></p><ac:structured-macro ac:name="acme"><ac:parameter ac:name="q">hidden</ac:parameter><ac:rich-text-body><p>kept</p></ac:rich-text-body></ac:structured-macro>',
    '**DONE** `AB-1`\n\nkept',
  ],
  [
    'panels of the new editor, once',
    '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-content><p>text</p></ac:adf-content></ac:adf-node><ac:adf-fallback><p>text</p></ac:adf-fallback></ac:adf-extension>',
    '> **Note**\n>\n> text',
  ],
  [
    'contents, children and placeholders vanish',
    '<ac:structured-macro ac:name="toc"><ac:parameter ac:name="maxLevel">3</ac:parameter></ac:structured-macro><ac:structured-macro ac:name="children" /><p>x<ac:placeholder>type here</ac:placeholder></p>',
    'x',
  ],
  [
    'tables: header, pipes, lists and code in cells',
    `<table><tbody><tr><th>A</th><th>B || C</th></tr><tr><td><ul><li>1</li><li>2</li></ul></td><td>${code('x | y\nz')}</td></tr></tbody></table>`,
    '| A | B \\|\\| C |\n| --- | --- |\n| • 1<br>• 2 | `x \\| y`<br>`z` |',
  ],
  [
    'tables: merged cells, no header',
    '<table><tbody><tr><td rowspan="2">r</td><td colspan="2">c</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>',
    '|  |  |  |\n| --- | --- | --- |\n| r | c |  |\n| r | 1 | 2 |',
  ],
  [
    'tables: header column',
    '<table><tbody><tr><th>k</th><td>v</td></tr></tbody></table>',
    '|  |  |\n| --- | --- |\n| **k** | v |',
  ],
  [
    'scripts, handlers and foreign addresses never survive',
    '<p onclick="x()">a<script>alert(1)</script><style>p{}</style> <a href="javascript:x()">b</a> <a href="/wiki/x">c</a></p>',
    'a b [c](https://wiki/wiki/x)',
  ],
];

describe('storageToMarkdown', () => {
  it.each(CASES)('%s', (_, storage, markdown) => {
    const result = storageToMarkdown({
      text: storage,
      baseUrl: 'https://wiki/',
      people: { 1: 'Ann' },
      page: { webBase: 'https://wiki', spaceKey: 'HERE', id: '7' },
    });
    expect(result).toBe(markdown);
    expectHarmless(result);
  });

  it('reads every page of the sample site', () => {
    // What an attached file holds is not in Confluence's own format.
    for (const item of demoSite().content.filter(({ type }) => type !== 'attachment')) {
      const markdown = storageToMarkdown({ text: item.body });
      expectHarmless(markdown);
      expect(markdown).not.toMatch(/ac:|ri:|CDATA/);
      if (item.title !== 'An empty page') expect(markdown.length).toBeGreaterThan(3);
    }
  });

  // Processor time of this thread: what else the machine does is not this code's doing.
  it('converts 300 KB in less than a second', () => {
    const parts = demoSite()
      .content.map(({ body }) => body)
      .join('');
    const before = process.threadCpuUsage();
    storageToMarkdown({ text: parts.slice(0, parts.indexOf('<h2>', 300_000)) });
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });

  it('knows who is mentioned', () => {
    expect(mentionedPeople('<ri:user ri:account-id="a"/><ri:user ri:account-id="a"/>')).toEqual([
      'a',
    ]);
    expect(mentionedPeople('<ri:user ri:userkey="k"/><ri:user ri:account-id="')).toEqual(['k']);
  });
});

describe('any markup', () => {
  const PIECES = [
    '<script>',
    '</script>',
    '<p>',
    '</p>',
    '<table>',
    '<tr>',
    '<td colspan="99999">',
    '<td rowspan="3">',
    '</td>',
    '<pre>',
    '<code>',
    '<ul>',
    '<li>',
    '<a href="',
    'javascript:',
    '">',
    '<img src=x onerror=y>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<ac:structured-macro ac:name="code">',
    '<ac:plain-text-body>',
    '</ac:plain-text-body>',
    '</ac:structured-macro>',
    '<ac:task-list>',
    '<ac:task>',
    '<ri:page ri:content-title="x"/>',
    '<ac:link>',
    '`',
    '```',
    '|',
    '&lt;',
    '<b',
    '\\',
    '\u0000',
    '\ud800',
    '\n',
    '    ',
    '[x](javascript:y)',
    '<?php',
    '<svg/onload=',
    '<math>',
  ];
  const markup = fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 })), {
      maxLength: 40,
    })
    .map((parts) => parts.join(''));

  it.each([
    ['storage', storageToMarkdown],
    ['html', htmlToMarkdown],
  ] as const)('becomes harmless Markdown without throwing: %s', (_, convert) => {
    fc.assert(
      fc.property(markup, (text) => expectHarmless(convert({ text }))),
      { numRuns: 1_500 },
    );
  });

  it('may be nested a hundred thousand deep', () => {
    expect(storageToMarkdown({ text: `${'<div>'.repeat(100_000)}deep` })).toBe('deep');
    expect(storageToMarkdown({ text: `${'<ul><li>'.repeat(5_000)}deep` })).toContain('deep');
  });
});
