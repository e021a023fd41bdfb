import { expect, test } from 'vitest';
import { type WebPart, webPartToMarkdown } from './web-part.ts';

const NOTHING = { html: '', name: '', kind: '', image: '', language: '' };
const read = (part: Partial<WebPart>) =>
  webPartToMarkdown({
    part: { ...NOTHING, texts: [], htmls: [], links: [], ...part },
    baseUrl: 'https://t.example/sites/a/SitePages/p.aspx',
  });

test.each<[string, Partial<WebPart>, string]>([
  ['HTML', { html: '<h2>Plan</h2><p>a</p>' }, '## Plan\n\na'],
  [
    'pictures within a text, with what stands on and below them',
    {
      html: '<p>a</p><div class="imagePlugin" data-imageurl="/sites/a/our%20map.png" data-alttext="" data-captiontext="Fig. 1"></div><div class="imagePlugin" data-alttext="A plan" data-overlaytext="Soon"></div><div><p>b</p></div>',
    },
    'a\n\n*Image: our map.png*\n\nFig. 1\n\n*Image: A plan*\n\nSoon\n\nb',
  ],
  ['a line between parts', { name: 'Divider', kind: '2161a1c6-db61-4731-b97c-3cdb303f7cbb' }, ''],
  [
    'a page from elsewhere',
    {
      name: 'Embed',
      htmls: [
        { key: 'embedCode', value: '<iframe src="https://v.example/1" title="How to"></iframe>' },
      ],
    },
    '[How to](https://v.example/1)',
  ],
  [
    'quick links',
    {
      name: 'Quick links',
      texts: [
        { key: 'title', value: 'See also' },
        { key: 'items[0].title', value: 'The *plan*' },
        { key: 'items[0].description', value: 'for 2026' },
        { key: 'items[1].title', value: 'Prices' },
      ],
      links: [
        { key: 'baseUrl', value: 'https://t.example/sites/a' },
        { key: 'items[0].sourceItem.url', value: '/sites/a/plan.docx' },
        { key: 'items[0].renderInfo.imageUrl', value: '/icon.png' },
      ],
    },
    '**See also**\n\n- [The \\*plan\\*](https://t.example/sites/a/plan.docx)  \n  for 2026\n- Prices',
  ],
  [
    'a button',
    {
      texts: [{ key: 'label', value: 'Sign up' }],
      links: [{ key: 'linkUrl', value: 'https://f.example/1' }],
    },
    '[Sign up](https://f.example/1)',
  ],
  [
    'something shown from elsewhere',
    { links: [{ key: 'embedUrl', value: 'https://v.example/1' }] },
    '[https://v.example/1](https://v.example/1)',
  ],
  [
    'code',
    { language: 'python', texts: [{ key: 'code', value: 'if *a*:\n\n  b()\n' }] },
    '```python\nif *a*:\n\n  b()\n```',
  ],
  [
    'Markdown',
    {
      kind: '1ef5ed11-ce7b-44be-bc5e-4abd55101d16',
      texts: [{ key: 'code', value: '# Plan\n' }],
    },
    '# Plan',
  ],
  [
    'a picture',
    { image: 'Our team', texts: [{ key: 'captionText', value: 'In May' }] },
    '*Image: Our team*\n\nIn May',
  ],
  ['rich text of a program', { htmls: [{ key: 'text', value: '<b>now</b>' }] }, '**now**'],
  [
    'Markdown that ends within code',
    {
      kind: '1ef5ed11-ce7b-44be-bc5e-4abd55101d16',
      texts: [{ key: 'code', value: '```\na' }],
    },
    '```\na\n```',
  ],
  [
    'a file of the site',
    { links: [{ key: 'serverRelativeUrl', value: '/sites/a/Shared Documents/Plan 1.docx' }] },
    '[Plan 1.docx](https://t.example/sites/a/Shared%20Documents/Plan%201.docx)',
  ],
  [
    'questions with answers that are HTML',
    {
      texts: [0, 1].map((at) => ({ key: `items[${at}].question`, value: `Q${at}?` })),
      htmls: [0, 1].map((at) => ({ key: `items[${at}].answer`, value: `<p>A<b>${at}</b></p>` })),
    },
    '- Q0?\n\n  A**0**\n\n- Q1?\n\n  A**1**',
  ],
  ['no words', { name: 'Events' }, 'Events'],
])('%s', (_, part, markdown) => {
  expect(read(part)).toBe(markdown);
});
