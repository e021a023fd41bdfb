import { expect, test } from 'vitest';
import { htmlToMarkdown } from './html.ts';

const read = (text: string) => htmlToMarkdown({ text, baseUrl: 'https://a.example/b/' });

test.each([
  [
    'a picture that a program serves has no name of its own',
    '<p>a <img src="/sys_attachment.do?sys_id=1" alt=""></p>',
    'a *Image*',
  ],
  [
    'points with numbers of their own',
    '<ol><li>a</li><li value="5">b</li><li>c</li></ol>',
    '1. a\n\n5) b\n6) c',
  ],
  ['numbers that count down', '<ol reversed><li>a</li><li>b</li></ol>', '2. a\n\n1) b'],
  [
    'letters and Roman numbers',
    '<ol type="a" start="3"><li>x</li></ol><p>-</p><ol type="I" start="4"><li>y</li></ol>',
    '- c. x\n\n\\-\n\n- IV. y',
  ],
  [
    'lists that are closed before those within them',
    '<ul><li>a</li></ul><ul><ul><li>b</li></ul></ul><ul><li>c</li></ul><ol><li>d</li></ol><ol><ol><li>e</li></ol></ol><ol start="2"><li>f</li></ol>',
    '- a\n  - b\n- c\n\n1. d\n   1. e\n2. f',
  ],
  [
    'marks that a style takes away',
    '<b style="font-weight:normal"><p>a <strong>b</strong></p></b><p><em>c <span style="font-style:normal">d</span></em> <i style="font-style: normal">e</i></p>',
    'a **b**\n\n*c* d e',
  ],
  [
    'lines that a style keeps',
    '<div style="white-space: pre-wrap">a\nb <span>c\nd</span></div><div>e\nf</div>',
    'a  \nb c  \nd\n\ne f',
  ],
  [
    'columns and a caption that the rows end',
    '<table><colgroup><col><col><tr><th>a<th>b<tr><td>1<td>2</table><table><caption>t<thead><tr><th>c<th>d<tbody><tr><td>3<td>4</table>',
    '| a | b |\n| --- | --- |\n| 1 | 2 |\n\n**t**\n\n| c | d |\n| --- | --- |\n| 3 | 4 |',
  ],
  [
    'parts of a page that end a paragraph',
    '<p>x<search>y</search>z<p>a<menu><li>b</menu>',
    'x\n\ny\n\nz\n\na\n\n- b',
  ],
  [
    'text in a row beside its cells',
    '<table><tr>one<td>a</td><b>two</b><td>b</td></tr></table>',
    '|  |  |\n| --- | --- |\n| a | b |\n\none**two**',
  ],
  [
    'lines of code that are elements',
    '<pre><div>a</div><div><br></div><div>  b</div></pre>',
    '```\na\n\n  b\n```',
  ],
  [
    'lines of code that are points',
    '<pre><ol><li><code>a</code></li>\n<li><code> b</code></li></ol></pre>',
    '```\na\n b\n```',
  ],
  [
    'code in a cell',
    '<table><tr><th>T</th></tr><tr><td><pre>  if\n\n    x</pre></td></tr></table>',
    '| T |\n| --- |\n| `  if`<br><br>`    x` |',
  ],
  [
    'a frame with nothing but a blank in it',
    '<iframe src="https://v.example/1" title="Intro"> </iframe>',
    '[Intro](https://v.example/1)',
  ],
  [
    'films, and what browsers without them show',
    '<video><source src="plan.mp4">Your browser is old.</video>',
    '[plan.mp4](https://a.example/b/plan.mp4)',
  ],
  [
    'a file with words of its own',
    '<object data="x.pdf">Get <a href="x.pdf">it</a></object>',
    'Get [it](https://a.example/b/x.pdf)',
  ],
  [
    'parts of a picture',
    '<img src="m.png"><map><area alt="North" href="/n"><area alt="South"></map>',
    '*Image: m.png* [North](https://a.example/n) South',
  ],
  ['a drawing with words', '<svg><text>Start</text><g><text>End</text></g></svg>', 'Start End'],
  ['a drawing without', '<svg><title>Our flow</title><path/></svg>', '*Image: Our flow*'],
  [
    'the number of a note',
    '<p>So it is<a href="#n1" role="doc-noteref">1</a>, yes<a epub:type="noteref">2</a></p>',
    'So it is¹, yes²',
  ],
  [
    'the way back from a note',
    '<ol><li><p>See there.<a href="#r1" role="doc-backlink">↩</a></p></li></ol>',
    '1. See there.',
  ],
  [
    'points that begin with a box',
    '<ul><li>☐ a</li><li><b>☒ b</b></li><li>☑ c<ul><li>☐ d</li></ul></li><li>☐</li></ul>',
    '- [ ] a\n- [x] **b**\n- [x] c\n  - [ ] d\n- ☐',
  ],
  [
    'a list to choose from',
    '<select><optgroup><option>A</option><option selected>B</option></optgroup></select>',
    'B',
  ],
  [
    'a part that browsers put in its place',
    '<x-a><template shadowrootmode="open"><p>in</p></template></x-a><template>no</template>',
    'in',
  ],
  [
    'what is written in the fields of a form',
    '<label>Name <input value="Ada"></label><select><option>A<option selected>B</select><textarea>one\ntwo</textarea><button>Go</button><input type="hidden" value="h"><input type="password" value="p">',
    'Name Ada, B one  \ntwo Go',
  ],
  [
    'which of several is chosen',
    '<p><input type="radio">a <input type="radio" checked>b</p>',
    '○ a ◉ b',
  ],
  [
    'the foot of a table, which stands before its body',
    '<table><tfoot><tr><td>sum</td><td>3</td></tr></tfoot><tbody><tr><td>1</td><td>2</td></tr></tbody><thead><tr><th>a</th><th>b</th></tr></thead></table>',
    '| a | b |\n| --- | --- |\n| 1 | 2 |\n| sum | 3 |',
  ],
  [
    'cells without a row around them',
    '<table><td>a</td> <td>b</td><tr><td>c</td><td>d</td></tr></table>',
    '|  |  |\n| --- | --- |\n| a | b |\n| c | d |',
  ],
  [
    'rows without cells above the first that has some',
    '<table><tr></tr><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>',
    '| a | b |\n| --- | --- |\n| 1 | 2 |',
  ],
  [
    'numbers as a style writes them',
    '<ol style="list-style-type: lower-alpha" start="2"><li>x</li></ol><ol style="list-style:inside upper-roman"><li>y</li></ol><ol type="a" style="list-style-type:decimal"><li>z</li></ol>',
    '- b. x\n\n* I. y\n\n1. z',
  ],
  ['signs that are small pictures', '<p>Done <img alt="🎉" src="x.png">!</p>', 'Done 🎉!'],
  [
    'pictures that come when they are looked at',
    '<img src="data:image/gif;base64,R0" data-src="/our-plan.png" alt="">',
    '*Image: our-plan.png*',
  ],
  [
    'the sign behind a heading that leads to itself',
    '<h2>Install<a href="#install">¶</a></h2><h3><a href="/b/#use">#</a> Use</h3><p><a href="#x">C#</a></p>',
    '## Install\n\n### Use\n\nC#',
  ],
  [
    'where relative links of a page start from',
    '<head><base href="https://b.example/c/"></head><body><a href="d">e</a></body>',
    '[e](https://b.example/c/d)',
  ],
  [
    'words in a font for code',
    `<p>run <span style="font-family: 'courier new', courier, monospace;">ls -l</span> or <font face="Consolas, serif">dir</font>, <span style="font-family: arial">please</span></p>`,
    'run `ls -l` or `dir`, please',
  ],
  ['a page within the page', '<iframe srcdoc="<p>a &amp;amp; b</p>"></iframe>', 'a & b'],
  [
    'where a word may be parted',
    '<p>super&shy;visor <code>a&shy;b</code></p>',
    'supervisor `a\u00adb`',
  ],
])('%s', (_, html, markdown) => {
  expect(read(html)).toBe(markdown);
});

test.each([
  ['<msup><mn>10</mn><mn>6</mn></msup>', '10^6'],
  ['<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>', '(a+1)/b'],
  ['<msqrt><mi>x</mi></msqrt><mo>=</mo><mroot><mi>y</mi><mn>3</mn></mroot>', '√(x)=root 3 of (y)'],
  ['<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>', 'x_1^2'],
  ['<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>', '∑_i^ni'],
  ['<mi>a</mi><mi>b</mi><mi>sin</mi><mi>x</mi>', 'ab sin x'],
  ['<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>', '1, 2'],
  ['<mfenced><mi>a</mi><mi>b</mi></mfenced>', '(a,b)'],
  [
    '<mmultiscripts><mi>C</mi><mn>6</mn><none/><mprescripts/><none/><mn>14</mn></mmultiscripts>',
    '^14C_6',
  ],
  ['<mi>a</mi><mo>\u2062</mo><mi>b</mi><mphantom><mi>c</mi></mphantom>', 'ab'],
  ['<menclose notation="radical"><mi>z</mi></menclose>', '√(z)'],
  [
    '<semantics><mi>x</mi><annotation encoding="application/x-tex">\\hat x</annotation></semantics>',
    '\\hat x',
  ],
])('formula %s', (math, text) => {
  expect(read(`<p>so <math>${math}</math></p>`)).toBe(`so \`${text}\``);
});
