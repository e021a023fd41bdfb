import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Where an installation leaves an empty embedded database, for first starts to copy: making one takes
 * seconds. It stands beside what is installed and has the version in its name, so that another version of
 * PGlite never opens it.
 */
export function pgliteTemplateFolder(): string {
  const home = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(readFileSync(join(home, '..', 'package.json'), 'utf8'));
  return join(home, '..', '..', '..', '.cache', `pglite-${version}`);
}
