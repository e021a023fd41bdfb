import { expect, test } from 'vitest';
import { storageToMarkdown } from './storage.ts';

const macro = (name: string, inner = '') =>
  `<ac:structured-macro ac:name="${name}">${inner}</ac:structured-macro>`;
const parameter = (name: string, value: string) =>
  `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
const body = (content: string) => `<ac:rich-text-body>${content}</ac:rich-text-body>`;
const INLINE = parameter('atlassian-macro-output-type', 'INLINE');

test.each([
  [
    'a panel that says by a sign what it is for',
    macro('panel', parameter('panelIconText', '🎯') + parameter('title', 'Aim') + body('<p>a</p>')),
    '> **🎯 Aim**\n>\n> a',
  ],
  [
    'a button, without where its page opens',
    macro(
      'aura-button',
      parameter('label', 'Go') +
        parameter('hrefTarget', '_blank') +
        parameter('href', 'https://x.example/a'),
    ),
    'Go [https://x.example/a](https://x.example/a)',
  ],
  [
    'a card that is made of its address',
    '<a href="https://x.example/b" data-card-appearance="block"/>',
    '[https://x.example/b](https://x.example/b)',
  ],
  [
    'what somebody typed for a person',
    '<p><ac:link><ri:user ri:userkey="k"/><ac:plain-text-link-body><![CDATA[my boss]]></ac:plain-text-link-body></ac:link></p>',
    'my boss',
  ],
  ['a part of a sentence', `<p>We ${macro('excerpt', INLINE + body('now'))} go</p>`, 'We now go'],
  [
    'a part of a sentence that holds a paragraph',
    `<p>a</p>${macro('excerpt', INLINE + body('<p>b</p>'))}<p>c</p>`,
    'a\n\nb\n\nc',
  ],
  [
    'tabs and their names',
    macro('tabs-group', body(macro('tab-pane', parameter('name', 'First') + body('<p>a</p>')))),
    '**First**\n\na',
  ],
  [
    'what a macro of any maker writes above its body',
    macro('acme-box', parameter('heading', 'Prices') + body('<p>a</p>')),
    '**Prices**\n\na',
  ],
  [
    'HTML in a page',
    macro(
      'html',
      '<ac:plain-text-body><![CDATA[<b>a</b><ul><li>b</li></ul>]]></ac:plain-text-body>',
    ),
    '**a**\n\n- b',
  ],
  [
    'a button for a new page',
    macro(
      'create-from-template',
      parameter('templateName', 'note') +
        parameter('title', '@currentDate') +
        parameter('buttonLabel', 'New note'),
    ),
    'New note',
  ],
  [
    'a macro of the new editor that has nothing but parameters',
    '<ac:adf-extension><ac:adf-node type="extension"><ac:adf-attribute key="extension-key">a/b</ac:adf-attribute><ac:adf-attribute key="parameters"><ac:adf-parameter key="local-id">x</ac:adf-parameter><ac:adf-parameter key="guest-params"><ac:adf-parameter key="caption">Our numbers</ac:adf-parameter></ac:adf-parameter></ac:adf-attribute><ac:adf-attribute key="text">Gauge</ac:adf-attribute></ac:adf-node></ac:adf-extension>',
    'Our numbers, Gauge',
  ],
  [
    'a picture beside a word',
    '<p><ac:image><ri:attachment ri:filename="a.png"/></ac:image>Next<ac:image><ri:attachment ri:filename="b.png"/></ac:image>.</p>',
    '*Image: a.png* Next *Image: b.png*.',
  ],
  [
    'a part of another page in a sentence',
    `<p>See ${macro('excerpt-include', parameter('', '<ac:link><ri:page ri:content-title="Home"/></ac:link>') + parameter('inline', 'true'))} first</p>`,
    'See *Included page: Home* first',
  ],
  [
    'names and keys that only programs read',
    macro(
      'gliffy',
      parameter('name', 'Our network') +
        parameter('hash', 'abc') +
        parameter('imageAttachmentId', 'att1') +
        parameter('digest', 'f6ea6e7c0c11d07a2b8ce0ce1f1c6e39'),
    ),
    'Our network',
  ],
  [
    'signs of Confluence’s own, of Unicode and of one site',
    '<p><ac:emoticon ac:name="blue-star" ac:emoji-shortname=":cross_mark:" ac:emoji-id="atlassian-cross_mark" ac:emoji-fallback=":cross_mark:"/><ac:emoticon ac:name="blue-star" ac:emoji-shortname=":grinning:" ac:emoji-fallback="😀"/><ac:emoticon ac:name="blue-star" ac:emoji-shortname=":our_team:" ac:emoji-fallback=":our_team:"/><ac:emoticon ac:name="blue-star"/></p>',
    '❌😀:our_team:⭐',
  ],
  [
    'a formula in a word',
    `<p>the ${macro('mathinline', parameter('body', 'n'))}th</p>`,
    'the `n`th',
  ],
])('%s', (_, storage, markdown) => {
  expect(storageToMarkdown({ text: storage })).toBe(markdown);
});
