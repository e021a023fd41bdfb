import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildXlsx } from '@rita/connector/convert/testing/build-office';
import { demoSite } from '@rita/sample-sources';
import { type ConvertFigures, LARGE_SHEET_ROWS } from './figures.ts';

// Measures the converters of one checkout, ours or an older one whose files had other names, and
// prints the figures as JSON.

type Converters = {
  storage: (text: string) => string;
  xlsx: (bytes: Uint8Array) => string | Promise<string>;
};

const [checkout = ''] = process.argv.slice(2);
const MIB = 1024 * 1024;
const MEASURED_MS = 4_000;

async function load(): Promise<Converters> {
  const source = join(checkout, 'packages/connector/src');
  const now = join(source, 'convert/conversions.ts');
  if (existsSync(now)) {
    const { CONVERSIONS } = await import(now);
    return {
      storage: (text) => CONVERSIONS.storage({ text }),
      xlsx: (bytes) => CONVERSIONS.file({ bytes, name: 'a.xlsx' }),
    };
  }
  const { storageToMarkdown } = await import(join(source, 'markdown/storage-to-markdown.ts'));
  const { xlsxToMarkdown } = await import(join(source, 'content/xlsx.ts'));
  return { storage: storageToMarkdown, xlsx: xlsxToMarkdown };
}

/** Runs something and says what it cost: processor time of the process, and memory at most. */
async function cost(work: () => unknown): Promise<{ seconds: number; mib: number }> {
  global.gc?.();
  let most = process.memoryUsage.rss();
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  clearInterval(look);
  most = Math.max(most, process.memoryUsage.rss(), process.resourceUsage().maxRSS * 1024);
  return { seconds: (user + system) / 1e6, mib: most / MIB };
}

function largeSheet(): Uint8Array {
  const rows = Array.from({ length: LARGE_SHEET_ROWS }, (_, at) => {
    const r = at + 1;
    const numbers = ['D', 'E', 'F'].map(
      (column) => `<c r="${column}${r}" s="1"><v>${at * 1.25}</v></c>`,
    );
    return `<row r="${r}"><c r="A${r}" t="s"><v>${at % 500}</v></c><c r="B${r}" t="s"><v>${at % 7}</v></c><c r="C${r}" s="2"><v>${45_000 + (at % 900)}</v></c>${numbers.join('')}</row>`;
  });
  return buildXlsx(rows.join(''), {
    styles:
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    strings: `<sst>${Array.from({ length: 500 }, (_, at) => `<si><t>A text of some words, number ${at}</t></si>`).join('')}</sst>`,
  });
}

const converters = await load();
const texts = demoSite()
  .content.filter(({ type }) => type !== 'attachment')
  .map(({ body }) => body);
for (const text of texts) converters.storage(text);
let pages = 0;
const storage = await cost(() => {
  const until = performance.now() + MEASURED_MS;
  while (performance.now() < until) {
    for (const text of texts) converters.storage(text);
    pages += texts.length;
  }
});
const file = largeSheet();
const sheet = await cost(() => converters.xlsx(file));
const figures: ConvertFigures = {
  pagesPerSecond: pages / storage.seconds,
  pagesMiB: storage.mib,
  sheetSeconds: sheet.seconds,
  sheetMiB: sheet.mib,
};
console.log(JSON.stringify(figures));
