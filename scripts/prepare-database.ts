// Part of the installation: an empty embedded database, which first starts copy.
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makePgliteFolders } from '../packages/platform/src/make-pglite-folders.ts';
import { pgliteTemplateFolder } from '../packages/platform/src/pglite-template.ts';

const folder = pgliteTemplateFolder();
await makePgliteFolders([folder]);
// Of other versions, and drafts of an installation that was broken off.
for (const name of await readdir(dirname(folder))) {
  const isStale = name.startsWith('pglite-') && name !== basename(folder);
  if (isStale) await rm(join(dirname(folder), name), { recursive: true, force: true });
}
