import { bytes, file, type HostileDocument, list, nested, times } from './hostile-sizes.ts';

const KEEPER = { robot: 'rita-data-sources', now: new Date() };

export function hostileMarkup(): HostileDocument[] {
  const html: [what: string, text: string][] = [
    ['200,000 levels', nested('<div>', '</div>', 200_000)],
    ['200,000 lists in each other', nested('<ul><li>', '</li></ul>', 200_000)],
    ['20,000 tables in each other', nested('<table><tr><td>', '</td></tr></table>', 20_000)],
    ['marks that never end', times('<b><i><s>x', 150_000)],
    ['ends of what never began', times('</p></b></td>', 200_000)],
    ['400,000 paragraphs', times('<p>x</p>', 400_000)],
    ['cells that reach over a million', times('<tr><td colspan=1000000 rowspan=1000000>x', 3_000)],
    ['a table of 600,000 cells', `<table>${times(`<tr>${times('<td>x', 200)}`, 3_000)}</table>`],
    ['a row of 300,000 cells', `<table><tr>${times('<td>x', 300_000)}</table>`],
    ['marks that change at each letter', times('<b>a</b><i>b</i><s>c</s>', 150_000)],
    ['150,000 links', times('<a href="/x">y</a> ', 150_000)],
    ['one attribute of 6 MB', `<a href="${times('x', 6_000_000)}">y</a>`],
    ['200,000 attributes', `<p ${list(200_000, (at) => `a${at}=b `)}>x</p>`],
    ['blanks of 6 MB', `<p>a${times(' \n', 3_000_000)}b</p>`],
    ['code of 6 MB', `<pre>${times('`x` ', 1_500_000)}</pre>`],
    ['a comment that never ends', `<p>a</p><!--${times('-', 3_000_000)}`],
    ['entities of 4 MB', times('&amp;&#120;&lt', 300_000)],
  ];
  const storage: [what: string, text: string][] = [
    [
      'macros in each other',
      nested(
        '<ac:structured-macro ac:name="panel"><ac:rich-text-body>',
        '</ac:rich-text-body></ac:structured-macro>',
        60_000,
      ),
    ],
    [
      'tasks in each other',
      nested(
        '<ac:task-list><ac:task><ac:task-body>',
        '</ac:task-body></ac:task></ac:task-list>',
        60_000,
      ),
    ],
    ['150,000 mentions', times('<ac:link><ri:user ri:account-id="a"/></ac:link>', 150_000)],
    [
      '100,000 parameters',
      `<ac:structured-macro ac:name="x">${times('<ac:parameter ac:name="a">b c</ac:parameter>', 100_000)}</ac:structured-macro>`,
    ],
    [
      'code of 8 MB',
      `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${times('a\n', 4_000_000)}]]></ac:plain-text-body></ac:structured-macro>`,
    ],
    ['CDATA that never ends', times('<![CDATA[', 400_000)],
  ];
  const wiki: [what: string, text: string][] = [
    ['links that never end', times('[http://a b ', 200_000)],
    ['quotes', times("'''a''b", 400_000)],
    ['points of all depths', list(100_000, (at) => `${times('*', (at % 40) + 1)} x\n`)],
    ['code that never ends', times('<pre>', 400_000)],
    ['headings', times('= a\n', 400_000)],
    ['cells', `{|\n${times('| a || b\n|-\n', 150_000)}`],
  ];
  const of = (kind: 'html' | 'storage' | 'wiki', all: typeof html) =>
    all.map(([what, text]) => ({ what: `${kind}: ${what}`, kind, input: { text } }));
  return [
    ...of('html', html),
    ...of('storage', storage),
    ...of('wiki', wiki),
    ...of('html', [
      [
        'panels in each other',
        nested('<div class="panel"><div class="panelContent">', '</div></div>', 60_000),
      ],
      ['classes of 2 MB', `<p class="${times('a ', 1_000_000)}">x</p>`],
    ]),
    {
      what: 'webPage: frames',
      kind: 'webPage',
      input: {
        bytes: bytes(times('<nav><main>x', 200_000)),
        contentType: 'text/html',
        wishes: [],
        address: 'https://a.example/',
        keeper: KEEPER,
      },
    },
    {
      what: 'webPage: heads',
      kind: 'webPage',
      input: {
        bytes: bytes(times('<meta name=a content=b>', 150_000)),
        contentType: '',
        wishes: [],
        address: 'https://a.example/',
        keeper: KEEPER,
      },
    },
    ...[`a${times(' ', 500_000)}b`, times('Allow: /*aaaaab\n', 30_000)].map((lines, index) => ({
      what: `robots: ${['one line', 'many rules'][index]}`,
      kind: 'robots' as const,
      input: {
        bytes: bytes(`User-agent: *\n${lines}`),
        agent: KEEPER.robot,
        pathAndQuery: `/${times('a', 8_000)}`,
      },
    })),
  ];
}

export function hostileTexts(): HostileDocument[] {
  return [
    { what: 'text: 8 MB in one line', kind: 'text', input: { text: times('* _a_ `b` ', 800_000) } },
    { what: 'text: 3,000,000 lines', kind: 'text', input: { text: times('a\n', 3_000_000) } },
    {
      what: 'prose: 3,000,000 empty lines',
      kind: 'prose',
      input: { text: times(' \n', 3_000_000) },
    },
    { what: 'snippet: 4 MB', kind: 'snippet', input: { text: times('<b>a', 1_000_000) } },
    file('log.txt', times('[x] 12:00 <b> *a*\n', 500_000)),
    file('a.md', times('# a\n> b\n', 1_000_000)),
    file('a.json', times('{"a":[', 1_500_000)),
  ];
}
