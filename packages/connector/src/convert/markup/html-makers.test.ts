import { expect, test } from 'vitest';
import { htmlToMarkdown } from './html.ts';

const read = (text: string) => htmlToMarkdown({ text, baseUrl: 'https://a.example/b/' });

test.each([
  [
    'Docutils and MkDocs',
    '<div class="admonition warning"><p class="admonition-title">Warning</p><p>Hot.</p></div>',
  ],
  [
    'Docusaurus',
    '<div class="theme-admonition alert"><div class="head_x"><span><svg></svg></span>Warning</div><div class="content_y"><p>Hot.</p></div></div>',
  ],
  [
    'VitePress',
    '<div class="warning custom-block"><p class="custom-block-title">Warning</p><p>Hot.</p></div>',
  ],
  [
    'GitHub',
    '<div class="markdown-alert"><p class="markdown-alert-title"><svg></svg>Warning</p><p>Hot.</p></div>',
  ],
  [
    'Starlight',
    '<aside aria-label="Warning" class="starlight-aside"><p class="starlight-aside__title" aria-hidden="true"><svg></svg>Warning</p><section><p>Hot.</p></section></aside>',
  ],
  [
    'Confluence, as it shows its pages',
    '<div class="confluence-information-macro confluence-information-macro-warning"><span class="aui-icon"></span><div class="confluence-information-macro-body"><p>Hot.</p></div></div>',
  ],
  [
    'Asciidoctor',
    '<div class="admonitionblock"><table><tr><td class="icon"><div class="title">Warning</div></td><td class="content">Hot.</td></tr></table></div>',
  ],
  [
    'Asciidoctor, with a sign',
    '<div class="admonitionblock"><table><tr><td class="icon"><i class="fa icon-warning" title="Warning"></i></td><td class="content"><p>Hot.</p></td></tr></table></div>',
  ],
])('a box that warns: %s', (_, html) => {
  expect(read(`<p>a</p>${html}`)).toBe('a\n\n> **Warning**\n>\n> Hot.');
});

test.each([
  [
    'ids',
    '<ul role="tablist"><li><a role="tab" aria-controls="x">A</a></li><li><a role="tab" aria-controls="y">B</a></li></ul><div><div role="tabpanel" id="x">1</div><div role="tabpanel" id="y">2</div></div>',
  ],
  [
    'names of tabs that panels name',
    '<div role="tablist"><button role="tab" id="s">A</button><button role="tab" id="t">B</button></div><div role="tabpanel" aria-labelledby="s">1</div><div role="tabpanel" aria-labelledby="t">2</div>',
  ],
  [
    'their order (Docusaurus)',
    '<ul role="tablist"><li role="tab">A</li><li role="tab">B</li></ul><div><div role="tabpanel">1</div><div role="tabpanel" hidden>2</div></div>',
  ],
  [
    'classes (MkDocs)',
    '<div class="tabbed-set"><input type="radio" checked><input type="radio"><div class="tabbed-labels"><label>A</label><label>B</label></div><div class="tabbed-content"><div class="tabbed-block">1</div><div class="tabbed-block">2</div></div></div>',
  ],
  [
    'classes (VitePress)',
    '<div class="vp-code-group"><div class="tabs"><input type="radio"><label>A</label><input type="radio"><label>B</label></div><div class="blocks"><div>1</div><div>2</div></div></div>',
  ],
])('the name of a tab stands above what it shows, by %s', (_, html) => {
  expect(read(html)).toBe('**A**\n\n1\n\n**B**\n\n2');
});

test.each([
  [
    'tabs within tabs',
    '<ul role="tablist"><li role="tab">A</li><li role="tab">B</li></ul><div role="tabpanel"><ul role="tablist"><li role="tab">C</li></ul><div role="tabpanel">1</div></div><div role="tabpanel">2</div>',
    '**A**\n\n**C**\n\n1\n\n**B**\n\n2',
  ],
  [
    'tabs of which the page has only one',
    '<ul role="tablist"><li role="tab">A</li><li role="tab">B</li></ul><div role="tabpanel">1</div>',
    '- A\n- B\n\n1',
  ],
  [
    'names of fields that stand side by side',
    '<p><label>one</label><label>two</label></p>',
    'one two',
  ],
  [
    'code of Doxygen, which is no block of code in its HTML',
    '<div class="fragment"><div class="line"><a id="l1"></a><span class="lineno">    1</span>&#160;int a;</div><div class="line"><span class="lineno">    2</span>&#160;  b;</div></div>',
    '```\nint a;\n  b;\n```',
  ],
  [
    'the language of code, as what is around it says',
    '<div class="highlight-python notranslate"><div class="highlight"><pre><span></span>x\n</pre></div></div><div class="language-js"><pre>y</pre></div><div class="highlight-default"><pre>z</pre></div>',
    '```python\nx\n```\n\n```js\ny\n```\n\n```\nz\n```',
  ],
  [
    'the language of code, as Confluence and Astro say it',
    '<pre data-syntaxhighlighter-params="brush: java; gutter: false">a</pre><pre data-language="js"><code>b</code></pre>',
    '```java\na\n```\n\n```js\nb\n```',
  ],
  [
    'points within points of Google Docs',
    '<ul class="lst-kix_a-0 start"><li>a</li></ul><ul class="lst-kix_a-1 start"><li>b</li></ul><ul class="lst-kix_a-2 start"><li>c</li></ul><ul class="lst-kix_a-1"><li>d</li></ul><ul class="lst-kix_a-0"><li>e</li></ul>',
    '- a\n  - b\n    - c\n  - d\n- e',
  ],
  ['the line break at the end of code', '<pre>a\n\nb\n</pre>', '```\na\n\nb\n```'],
  [
    'signs without a width',
    '<h2>Use\u200b it<a href="#use" title="Direct link">\u200b</a></h2><p>\u200b</p><p>Class\u200bName, <code>a\u200bb</code>, ไทย\u200bไทย</p>',
    '## Use it\n\nClassName, `a\u200bb`, ไทย\u200bไทย',
  ],
  [
    'the number of a note of Sphinx, which leads back',
    '<aside role="doc-footnote"><span>[</span><a role="doc-backlink" href="#id1">1</a><span>]</span> a</aside>',
    '\\[1\\] a',
  ],
  [
    'formulas as they were typed',
    '<p>so <span class="math notranslate">\\(a_1\\)</span> and <span class="math">b</span></p><div class="arithmatex">\\[ x_1 * y \\]</div>',
    'so `a_1` and b\n\n`x_1 * y`',
  ],
  [
    'the button behind a heading of MediaWiki, and the way back from its notes',
    '<h2>A<span class="mw-editsection">[<a href="/w?action=edit">edit</a>]</span></h2><ol><li><span class="mw-cite-backlink">^ <a href="#r1">a</a></span> Book</li></ol>',
    '## A\n\n1. Book',
  ],
  [
    'values of Notion that stand side by side',
    '<span class="selected-value select-value-color-red">A</span><span class="selected-value">B</span>',
    'A, B',
  ],
  [
    'boxes of Asciidoctor',
    '<ul class="checklist"><li><p><i class="fa fa-check-square-o"></i> a</p></li><li><p><i class="fa fa-square-o"></i> b</p></li></ul>',
    '- [x] a\n- [ ] b',
  ],
  [
    'letters that each point asks for',
    '<ol><li style="list-style-type:lower-alpha">a</li><li style="list-style-type:lower-alpha">b</li></ol>',
    '- a. a\n- b. b',
  ],
  [
    'pictures whose address is kept elsewhere',
    '<img data-original="/o.png"> <img data-lazy-src="/l.png" src="data:image/gif;base64,R0"> <img srcset="/s-1.png 1x, /s-2.png 2x" alt="">',
    '*Image: o.png*, *Image: l.png*, *Image: s-1.png*',
  ],
  [
    'pictures and films of AMP',
    '<p><amp-img src="/a.png" alt="A"></amp-img> <amp-video src="/b.mp4"></amp-video></p>',
    '*Image: A* [b.mp4](https://a.example/b.mp4)',
  ],
  ['signs of one site', '<p>ok <img alt=":smile:" src="/e.png"></p>', 'ok :smile:'],
  [
    'films that a program serves',
    '<iframe src="/sys_attachment.do?sys_id=v"></iframe>',
    '[https://a.example/sys_attachment.do?sys_id=v](https://a.example/sys_attachment.do?sys_id=v)',
  ],
  [
    'a table without any element of one',
    '<div role="table"><div><div role="rowgroup"><div role="row"><span role="columnheader">A</span><span role="columnheader">B</span></div></div></div><div role="row"><span role="cell">1</span><span role="cell">2</span></div></div>',
    '| A | B |\n| --- | --- |\n| 1 | 2 |',
  ],
  [
    'points and headings without any element of them',
    '<div role="heading" aria-level="3">H</div><div role="list"><div role="listitem">a</div><div role="listitem">b</div></div><div role="list">c</div>',
    '### H\n\n- a\n- b\n\nc',
  ],
  [
    'a table that only says where parts stand',
    '<table role="presentation"><tr><td><h1>News</h1><p>a</p></td><td><ul><li>b</li></ul></td></tr></table>',
    '# News\n\na\n\n- b',
  ],
  [
    'a table of few cells with a long text in one of them, which is one all the same',
    `<table><tr><td>Scope</td><td>All</td></tr><tr><td>Rules</td><td><h2>Tea</h2><ul><li>a</li></ul>${'<p>Tea is grown.</p>'.repeat(120)}</td></tr></table>`,
    `|  |  |\n| --- | --- |\n| Scope | All |\n| Rules | Tea<br>• a${'<br>Tea is grown.'.repeat(120)} |`,
  ],
  [
    'a table that says so, and is one of words',
    '<table role="presentation"><tr><td>Name</td><td>Ada</td></tr><tr><td>Age</td><td>7</td></tr></table>',
    '|  |  |\n| --- | --- |\n| Name | Ada |\n| Age | 7 |',
  ],
])('%s', (_, html, markdown) => {
  expect(read(html)).toBe(markdown);
});
