import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { nodesOf, outlineOfMarkdown } from '../testing/read-markdown.ts';
import { htmlToMarkdown } from './html.ts';
import { storageToMarkdown } from './storage.ts';

vi.setConfig({ testTimeout: 120_000 });

const page = { webBase: 'https://wiki.example', spaceKey: 'S', id: '7' };
const read = (text: string) =>
  storageToMarkdown({
    text,
    baseUrl: 'https://wiki.example/',
    page,
    people: { k1: 'Ada Example' },
  });
const macro = (name: string, inner = '') =>
  `<ac:structured-macro ac:name="${name}">${inner}</ac:structured-macro>`;
const parameter = (name: string, value: string) =>
  `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
const code = (text: string) =>
  macro('code', `<ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body>`);
const task = (body: string, isDone = false, inner = '') =>
  `<ac:task><ac:task-status>${isDone ? 'complete' : 'incomplete'}</ac:task-status><ac:task-body>${body}</ac:task-body>${inner}</ac:task>`;
const tasks = (...all: string[]) => `<ac:task-list>${all.join('')}</ac:task-list>`;

test.each([
  [
    'raised and lowered',
    '<p>10<sup>6</sup>, 45<sup>1</sup> EUR, H<sub>2</sub>O, x<sup>n+1</sup></p>',
    '10⁶, 45¹ EUR, H₂O, x^(n+1)',
  ],
  [
    'a table in a cell',
    '<table><tr><th>a</th><th>b</th></tr><tr><td>x<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></td><td>y</td></tr></table>',
    '| a | b |\n| --- | --- |\n| x<br>1 2<br>3 4 | y |',
  ],
  [
    'tasks below tasks, in the list',
    tasks(task('a'), tasks(task('b', true))),
    '- [ ] a\n  - [x] b',
  ],
  [
    'tasks below tasks, in the task',
    tasks(task('a', false, tasks(task('b', true)))),
    '- [ ] a\n  - [x] b',
  ],
  [
    'tasks in a cell',
    `<table><tr><th>T</th></tr><tr><td>${tasks(task('a', true), task('b'))}</td></tr></table>`,
    '| T |\n| --- |\n| ☑ a<br>☐ b |',
  ],
  [
    'boxes in a paragraph',
    '<p><input type="checkbox" checked="checked"/>a <input type="checkbox"/>b</p>',
    '☑ a ☐ b',
  ],
  [
    'decisions',
    '<ac:adf-extension><ac:adf-node type="decision-list"><ac:adf-node type="decision-item"><ac:adf-attribute key="state">DECIDED</ac:adf-attribute><ac:adf-content>a</ac:adf-content></ac:adf-node><ac:adf-node type="decision-item"><ac:adf-attribute key="state">UNDECIDED</ac:adf-attribute><ac:adf-content>b</ac:adf-content></ac:adf-node></ac:adf-node><ac:adf-fallback>a b</ac:adf-fallback></ac:adf-extension>',
    '- **Decided:** a\n- **Undecided:** b',
  ],
  [
    'a widget',
    macro('widget', parameter('url', '<ri:url ri:value="https://v.example/1"/>')),
    '[https://v.example/1](https://v.example/1)',
  ],
  ['a profile', macro('profile', parameter('user', '<ri:user ri:userkey="k1"/>')), '@Ada Example'],
  [
    'a film',
    macro('multimedia', parameter('name', '<ri:attachment ri:filename="a.mp4"/>')),
    '[*File: a.mp4*](https://wiki.example/download/attachments/7/a.mp4)',
  ],
  [
    'a diagram',
    macro(
      'drawio',
      parameter('diagramName', 'Our network') +
        parameter('width', '400px') +
        parameter('border', 'true'),
    ),
    'Our network',
  ],
  [
    'a formula in a sentence',
    `<p>so ${macro('mathinline', parameter('body', 'E = m_0 c^2'))} holds</p>`,
    'so `E = m_0 c^2` holds',
  ],
  [
    'any macro without a body',
    `<p>${macro('acme', parameter('title', 'Sales plan') + parameter('id', '77') + parameter('color', '#ff0000'))}</p>`,
    'Sales plan',
  ],
  [
    'a panel of the new editor',
    '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">warning</ac:adf-attribute><ac:adf-content><p>hot</p></ac:adf-content></ac:adf-node></ac:adf-extension>',
    '> **Warning**\n>\n> hot',
  ],
  [
    'a mention with its label',
    '<p><ac:link><ri:user ri:account-id="gone"/><ac:link-body>@Bea Label</ac:link-body></ac:link></p>',
    '@Bea Label',
  ],
  ['a mention by user key', '<p><ac:link><ri:user ri:userkey="k1"/></ac:link></p>', '@Ada Example'],
  [
    'a link to a file with its own text',
    '<p><ac:link><ri:attachment ri:filename="plan 1.pdf"/><ac:link-body>the plan</ac:link-body></ac:link></p>',
    '[the plan](https://wiki.example/download/attachments/7/plan%201.pdf)',
  ],
  [
    'two pictures side by side',
    '<p><ac:image><ri:attachment ri:filename="a.png"/></ac:image><ac:image><ri:attachment ri:filename="b.png"/></ac:image></p>',
    '*Image: a.png*, *Image: b.png*',
  ],
  [
    'code in a cell',
    `<table><tr><th>T</th></tr><tr><td>${code('  a\n\n    b')}</td></tr></table>`,
    '| T |\n| --- |\n| `  a`<br><br>`    b` |',
  ],
  [
    'tasks of the new editor, and states in capital letters',
    '<ac:adf-extension><ac:adf-node type="task-list"><ac:adf-node type="task-item"><ac:adf-attribute key="state">DONE</ac:adf-attribute><ac:adf-content>a</ac:adf-content></ac:adf-node></ac:adf-node></ac:adf-extension><ac:task-list><ac:task><ac:task-status>COMPLETE</ac:task-status><ac:task-body>b</ac:task-body></ac:task></ac:task-list>',
    '- [x] a\n\n* [x] b',
  ],
  [
    'the title of a list that the server makes anew',
    macro('gallery', parameter('title', 'Our pictures')),
    '**Our pictures**',
  ],
  [
    'the parameter of an older macro',
    '<ac:macro ac:name="code"><ac:default-parameter>java</ac:default-parameter><ac:plain-text-body><![CDATA[x]]></ac:plain-text-body></ac:macro>',
    '```java\nx\n```',
  ],
  [
    'an included page in the older form',
    macro('include', parameter('', 'Other page')),
    '*Included page: Other page*',
  ],
  [
    'the title of any macro with a body',
    macro('chart', `${parameter('title', 'Sales')}<ac:rich-text-body><p>a</p></ac:rich-text-body>`),
    '**Sales**\n\na',
  ],
  [
    'the name on a card',
    macro('card', `${parameter('label', 'Prices')}<ac:rich-text-body>a</ac:rich-text-body>`),
    '**Prices**\n\na',
  ],
  [
    'a picture from elsewhere',
    '<ac:image><ri:url ri:value="https://x.example/our%20plan.png?v=1"/></ac:image>',
    '*Image: our plan.png*',
  ],
  ['points with numbers of their own', '<ol><li>a</li><li value="4">b</li></ol>', '1. a\n\n4) b'],
  [
    'names of objects that programs have',
    `${macro('constructor') + macro('__proto__')}<constructor>a</constructor>`,
    'a',
  ],
])('%s', (_, storage, markdown) => {
  expect(read(storage)).toBe(markdown);
});

test.each(['a\n\n\nb', 'a  \nb\t\nc', '\na\n', '  a', '```\nx\n```', 'a\n', '\ta', '~~~', '    '])(
  'code is kept to the sign: %j',
  (text) => {
    for (const storage of [
      code(text),
      `<ul><li>x${code(text)}</li></ul>`,
      macro('panel', `<ac:rich-text-body>${code(text)}</ac:rich-text-body>`),
    ]) {
      expect(nodesOf(read(storage)).find(({ type }) => type === 'code')?.value).toBe(text);
    }
  },
);

const words = fc
  .string({ unit: fc.constantFrom(...'ab1 .*_`[]<&#~|\\-+'), minLength: 1, maxLength: 10 })
  .filter((one) => /\w/.test(one));
const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const tidy = (text: string) => text.trim().replace(/\s+/g, ' ');

test.each([
  ['storage', read],
  ['html', (text: string) => htmlToMarkdown({ text })],
] as const)('words, cells, points and links come back from another parser: %s', (_, convert) => {
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 2, maxLength: 5 }),
      fc.boolean(),
      (texts, isOrdered) => {
        const tag = isOrdered ? 'ol' : 'ul';
        const all = texts.map(escapeXml);
        const markup = [
          `<h3>${all[0]}</h3>`,
          ...all.map((text) => `<p>${text}</p>`),
          `<p><a href="https://a.example/?b=1&amp;c=2">${all[1]}</a></p>`,
          `<${tag}>${all.map((text) => `<li>${text}</li>`).join('')}</${tag}>`,
          `<table><tr>${all.map((text) => `<th>${text}</th>`).join('')}</tr><tr>${all.map((text) => `<td><p>${text}</p></td>`).join('')}</tr></table>`,
        ].join('\n');
        const shown = texts.map(tidy);
        const markdown = convert(markup);
        const outline = outlineOfMarkdown(markdown);
        expect(outline.map(([type]) => type)).toEqual([
          'heading',
          ...shown.map(() => 'paragraph'),
          'paragraph',
          'list',
          'table',
        ]);
        expect(outline[0]?.[2]).toBe(shown[0]);
        expect(outline.slice(1, shown.length + 1).map((one) => one[1])).toEqual(shown);
        expect(outline.at(-2)?.slice(2)).toEqual(shown.map((text) => [null, ['paragraph', text]]));
        expect(outline.at(-1)?.slice(1)).toEqual([shown, shown]);
        expect(
          nodesOf(markdown)
            .filter(({ type }) => type === 'link')
            .map(({ url }) => url),
        ).toEqual(['https://a.example/?b=1&c=2']);
      },
    ),
    { numRuns: 300 },
  );
});

test('marks are kept where they stand between words', () => {
  const mark = fc.constantFrom('strong', 'em', 's');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(mark, fc.constantFrom('one', 'two words', '(three)')), {
        minLength: 1,
        maxLength: 5,
      }),
      (marked) => {
        const html = marked.map(([tag, text]) => `<${tag}>${text}</${tag}>`).join(' and ');
        const found = nodesOf(htmlToMarkdown({ text: `<p>${html}</p>` }))
          .filter(({ type }) => ['strong', 'emphasis', 'delete'].includes(type))
          .map(({ type }) => ({ strong: 'strong', emphasis: 'em', delete: 's' })[type]);
        expect(found).toEqual(marked.map(([tag]) => tag));
      },
    ),
  );
});

test('what is over the bounds of a document is told', () => {
  const text = htmlToMarkdown({ text: `<p>${'word '.repeat(600_000)}</p><p>end</p>` });
  expect(text.length).toBeLessThan(2_000_200);
  expect(text).toMatch(/\*The rest, about [\d,]+ characters, is left out\.\*$/);
});
