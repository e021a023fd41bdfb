import { expect, test } from 'vitest';
import { htmlToMarkdown } from './html.ts';

const read = (text: string) => htmlToMarkdown({ text, baseUrl: 'https://a.example/b/' });

test.each([
  [
    'Confluence, as pages show them',
    '<ul class="inline-task-list"><li class="checked">a</li><li>b</li></ul>',
    '- [x] a\n- [ ] b',
  ],
  [
    'Notion',
    '<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div> <span>a</span></li><li><div class="checkbox checkbox-off"></div> b</li></ul>',
    '- [x] a\n- [ ] b',
  ],
  [
    'Quill, of both generations',
    '<ul data-checked="true"><li>a</li></ul><ol><li data-list="unchecked">b</li></ol><ol><li data-list="bullet">c</li></ol>',
    '- [x] a\n\n* [ ] b\n\n- c',
  ],
  [
    'TinyMCE',
    '<ul class="tox-checklist"><li class="tox-checklist--checked">a</li><li>b</li></ul>',
    '- [x] a\n- [ ] b',
  ],
  [
    'Google Docs',
    '<ul><li role="checkbox" aria-checked="true"><p>a</p></li><li role="checkbox" aria-checked="false">b</li></ul>',
    '- [x] a\n- [ ] b',
  ],
  [
    'a box that is no field',
    '<ul><li><span role="checkbox" aria-checked="true"></span>a</li></ul>',
    '- [x] a',
  ],
  [
    'OneNote',
    '<ul><li data-tag="to-do:completed">a</li><li data-tag="to-do">b</li><li>c</li></ul>',
    '- [x] a\n- [ ] b\n- c',
  ],
])('tasks of %s', (_, html, markdown) => {
  expect(read(html)).toBe(markdown);
});

test.each([
  [
    'a word whose signs have readings',
    '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>, <ruby><rb>東<rb>京<rt>tou<rt>kyou</ruby>, <ruby>a<rtc><rt>b</rt></rtc></ruby></p>',
    '漢字 (kan ji), 東京 (tou kyou), a (b)',
  ],
  [
    'links of nothing but a drawn sign',
    '<p><a href="/p.pdf" aria-label="Download"><svg><path/></svg></a> <a href="/q" title="Help"><i class="icon"></i></a> <a href="/r"><i></i></a></p>',
    '[Download](https://a.example/p.pdf) [Help](https://a.example/q)',
  ],
  [
    'links within links, none with a word',
    '<a href="/x" title="y">'.repeat(90),
    '[y](https://a.example/x)',
  ],
  [
    'the way back from notes',
    '<ol><li>a <a href="#r1" data-footnote-backref>↩</a> <a href="#r2">↩2</a></li><li><a href="#r3">^</a> b <a href="#r3" class="footnote-back">↩︎</a> <a href="#t">↑ Top</a></li></ol>',
    '1. a\n2. b ↑ Top',
  ],
  [
    'the number of a note in brackets',
    '<p>x<sup><a href="#n">[1]</a></sup>, y<sup>[a b]</sup>, z<sup>a b</sup></p>',
    'x\\[1\\], y\\[a b\\], z^(a b)',
  ],
  [
    'bars',
    '<p><progress value="70" max="100"></progress> <meter value=".5">half</meter> <progress></progress></p>',
    '70%, half',
  ],
  [
    'lines of code that are only styled as such',
    '<pre><code><span style="display:block">a</span><span style="color:red; display: flex">  b\n</span><span>c</span></code></pre>',
    '```\na\n  b\nc\n```',
  ],
  ['a sign in a message', '<p>Hi <emoji alt="🙂"></emoji></p>', 'Hi 🙂'],
  ['a picture of a mail', '<p><img src="cid:plan.png@01DA12.3456"></p>', '*Image: plan.png*'],
])('%s', (_, html, markdown) => {
  expect(read(html)).toBe(markdown);
});
