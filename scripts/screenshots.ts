import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

// Every state of the pages: looked at by axe in both themes, in all languages and widths, and as pictures of
// all that in `.tmp/screenshots`, by language, to be looked at by people.
const playwright = join(ROOT, 'node_modules', '.bin', 'playwright');
const config = join(ROOT, 'e2e', 'playwright.config.ts');
const looked = spawnSync(playwright, ['test', '--config', config, 'gallery'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...process.env,
    GALLERY: 'whole',
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(ROOT, '.tmp', 'gallery.json'),
  },
});
process.exitCode = looked.status ?? 1;
