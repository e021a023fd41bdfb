import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

// Every state of the pages: looked at by axe in both themes, in all languages and widths, and as pictures of
// all that in `.tmp/screenshots`, by language, to be looked at by people. With a regular expression, of the
// states alone whose names match it.
const playwright = join(ROOT, 'node_modules', '.bin', 'playwright');
const config = join(ROOT, 'e2e', 'playwright.config.ts');
const looked = spawnSync(playwright, ['test', '--config', config, 'gallery'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...process.env,
    GALLERY: 'whole',
    GALLERY_STATES: process.argv[2] ?? '',
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(ROOT, '.tmp', 'gallery.json'),
  },
});
process.exitCode = looked.status ?? 1;
