import { describe, expect, it } from 'vitest';
import { viewToMarkdown } from './view.ts';

describe('viewToMarkdown', () => {
  it('keeps code, panels, tasks, people and images as Confluence renders them', () => {
    const view = `<div class="toc-macro"><ul><li>x</li></ul></div>
<div class="confluence-information-macro confluence-information-macro-tip"><p class="title">T</p><span class="aui-icon confluence-information-macro-icon"></span><div class="confluence-information-macro-body"><p>tip</p></div></div>
<div class="panel"><div class="panelHeader"><b>P</b></div><div class="panelContent"><p>body</p></div></div>
<div class="code panel pdl"><div class="codeHeader panelHeader"><b>C</b></div><div class="codeContent panelContent pdl"><pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: go; gutter: false">a &lt; b</pre></div></div>
<ul class="inline-task-list"><li class="checked"><span>done <a class="confluence-userlink" href="/x">Ann</a></span></li><li><span>open</span></li></ul>
<p><img class="emoticon" alt="(tick)" data-emoji-fallback="✅"> <img class="confluence-embedded-image" data-linked-resource-default-alias="d.png" src="/x?y=1"></p>`;
    expect(viewToMarkdown({ text: view, baseUrl: 'https://wiki/' })).toBe(
      '> **Tip: T**\n>\n> tip\n\n> **P**\n>\n> body\n\n**C**\n\n```go\na < b\n```\n\n- [x] done @Ann\n- [ ] open\n\n✅ *Image: d.png*',
    );
  });
});
