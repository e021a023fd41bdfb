import { expect, test, vi } from 'vitest';
import { buildPdf } from '../../testing/build-pdf.ts';
import { pdfToMarkdown } from './pdf.ts';

vi.setConfig({ testTimeout: 120_000 });

const line = (text: string, y: number, x = 50, size = 10) => ({ text, x, y, size });
const annotation = (type: string, parts: string) =>
  `<< /Type /Annot /Subtype /${type} /Rect [100 700 120 720] ${parts} >>`;
const withNotes = (...annotations: string[]) =>
  pdfToMarkdown(buildPdf([[line('text', 100)]], { annotations: annotations.join(' ') }));

test('what people noted on a page, whatever they marked with it', async () => {
  const markdown = await withNotes(
    annotation(
      'Highlight',
      '/Contents (Is this right?) /QuadPoints [50 755 100 755 50 735 100 735]',
    ),
    annotation('StrikeOut', '/Contents (Delete.) /QuadPoints [50 755 100 755 50 735 100 735]'),
    annotation('Square', '/Contents (Look here.)'),
    annotation('Popup', '/Contents (Look here.)'),
    annotation('Link', '/Contents (a tip)'),
  );
  expect(markdown).toBe('text\n\nIs this right?\n\nDelete.\n\nLook here.');
});

test('several links over one text, each over its own words', async () => {
  const text = 'See the plan, https://b.example/ or (the list). See all';
  // As wide as Helvetica is at ten points.
  const widths = [...text].map((sign) =>
    /[il.,:/ ]/.test(sign) ? 2.78 : /[t()]/.test(sign) ? 3 : /[s]/.test(sign) ? 5 : 5.56,
  );
  const placeOf = (at: number) => widths.slice(0, at).reduce((sum, width) => sum + width, 50);
  const link = (words: string, address: string) => {
    const from = text.indexOf(words);
    const rect = `${placeOf(from)} 740 ${placeOf(from + words.length)} 752`;
    return `<< /Type /Annot /Subtype /Link /Rect [${rect}] /A << /S /URI /URI (${address}) >> >>`;
  };
  const annotations = [
    link('the list', 'https://c.example/'),
    link('the plan', 'https://a.example/'),
    link('https://b.example/', 'https://b.example/'),
    link('all', 'https://d.example/'),
  ].join(' ');
  expect(await pdfToMarkdown(buildPdf([[line(text, 100)]], { annotations }))).toBe(
    'See [the plan](https://a.example/), [https://b.example/](https://b.example/) or ([the list](https://c.example/)). See [all](https://d.example/)',
  );
});

test('what is filled in and chosen in a form', async () => {
  const looks = (name: string) => `/AP << /N << /${name} 1 0 R /Off 1 0 R >> >>`;
  const markdown = await withNotes(
    annotation('Widget', '/FT /Tx /T (Name) /V (Ada)'),
    annotation('Widget', '/FT /Tx /T (Empty)'),
    annotation('Widget', `/FT /Btn /T (Agreed) /V /Yes /AS /Yes ${looks('Yes')}`),
    annotation('Widget', `/FT /Btn /T (Mail) /AS /Off ${looks('Yes')}`),
    annotation('Widget', `/FT /Btn /Ff 32768 /T (Size) /V /Large /AS /Large ${looks('Large')}`),
    annotation('Widget', `/FT /Btn /Ff 32768 /T (Other) /V /Small /AS /Off ${looks('Large')}`),
    annotation('Widget', '/FT /Ch /T (Colour) /V (r) /Opt [[(r) (Red)] [(b) (Blue)]]'),
  );
  expect(markdown.split('\n\n').slice(1)).toEqual([
    '**Name:** Ada',
    '**Agreed:** ☑',
    '**Mail:** ☐',
    '**Size:** Large',
    '**Colour:** Red',
  ]);
});

test('the large first letter of a chapter is the first of its word', async () => {
  const words = (texts: string, y: number) =>
    texts
      .split(' ')
      .map((text, at, all) =>
        line(text, y, 72 + `${all.slice(0, at).join(' ')} `.trimStart().length * 6),
      );
  const page = [
    line('T', 112, 50, 30),
    ...words('he first line has', 100),
    ...words('several words and so', 112),
    line('has the last one below.', 124),
  ];
  expect(await pdfToMarkdown(buildPdf([page]))).toBe(
    'The first line has several words and so has the last one below.',
  );
  // A large letter with one line beside it is no such letter.
  const label = [line('A', 112, 50, 30), line('next to it', 112, 75), line('More text here.', 150)];
  expect(await pdfToMarkdown(buildPdf([label]))).not.toContain('Anext');
});

test('points with letters', async () => {
  const page = [line('1.', 100), line('one', 100, 70), line('a)', 114, 70), line('inner', 114, 90)];
  expect(await pdfToMarkdown(buildPdf([page]))).toBe('1. one\n   - a) inner');
});
