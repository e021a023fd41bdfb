import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '..', 'packages', 'client', 'dist');
/** Of the page Data sources in any language, compressed, in bytes; `npm run bench -- page` says what it takes. */
const MAX_SCRIPT = 170_000;
/** With the page itself, its icon, a font, and what it asks the server: session, list, seeding, connector, live. */
const MAX_REQUESTS = 20;
const OTHER_REQUESTS = 9;
/** In a trial the page asks for these as well, once it is painted, and for the sample sources. */
const OFFER = 'src/features/sample-sources/samples-card.tsx';

/** As Vite writes it; https://vite.dev/guide/backend-integration */
type Chunk = { file: string; isEntry?: boolean; imports?: string[]; css?: string[] };
const manifest = JSON.parse(readFileSync(join(DIST, '.vite', 'manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;
const texts = Object.keys(manifest).filter((key) => /\/i18n\/[a-z]{2}-first\.ts$/.test(key));
if (texts.length === 0) throw new Error('The build has no texts of a first page');
const isForPeople = !Object.keys(manifest).some((key) => key.includes('/testing/'));
if (!isForPeople) process.stderr.write('The build has the gallery of tests in it\n');
process.exitCode = [...texts.map(isKept), isForPeople].every(Boolean) ? 0 : 1;

function isKept(ofLanguage: string): boolean {
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
  const parts = filesOf([...entries, ofLanguage]);
  const scripts = [...parts.scripts].map((file) => join(DIST, file));
  const bytes = [...scripts, join(DIST, 'before-paint.js')].reduce(
    (sum, file) => sum + compressedSize(file),
    0,
  );
  const inTrial = filesOf([...entries, ofLanguage, ofLanguage.replace('-first', '-later'), OFFER]);
  const requests = inTrial.scripts.size + inTrial.styles.size + OTHER_REQUESTS + 1;
  if (bytes <= MAX_SCRIPT && requests <= MAX_REQUESTS) return true;
  process.stderr.write(
    `With ${ofLanguage} the first page takes ${bytes} bytes of script (at most ${MAX_SCRIPT}) ` +
      `and ${requests} requests (at most ${MAX_REQUESTS})\n`,
  );
  return false;
}

function filesOf(keys: readonly string[]): { scripts: Set<string>; styles: Set<string> } {
  const found = { scripts: new Set<string>(), styles: new Set<string>() };
  const add = (key: string) => {
    const chunk = manifest[key];
    if (chunk === undefined || found.scripts.has(chunk.file)) return;
    found.scripts.add(chunk.file);
    for (const style of chunk.css ?? []) found.styles.add(style);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  for (const key of keys) add(key);
  return found;
}

/** As the server sends it to every browser of today. */
function compressedSize(file: string): number {
  return statSync(`${file}.br`, { throwIfNoEntry: false })?.size ?? statSync(file).size;
}
