import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makePgliteFolders } from './make-pglite-folders.ts';
import { openPgliteFolder } from './open-pglite.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let place: string;
let missing: string[];
let template: string;
const noTemplate = () => join(place, 'none');
/** A database is made once, in seconds, for all tests. */
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'rita-pglite-'));
  missing = [join(place, 'one'), join(place, 'other')];
  template = join(place, 'template');
  await makePgliteFolders([...missing, template], noTemplate());
});
afterAll(() => rm(place, { recursive: true, force: true }));

test('makes what is missing, leaves what is there, and no draft of it', async () => {
  const [one = '', other = ''] = missing;
  const first = await openPgliteFolder(one, { numbers: new Set() });
  await first.exec('create table kept (n int); insert into kept values (7)');
  await first.close();
  await makePgliteFolders(missing, noTemplate());
  expect((await readdir(place)).toSorted()).toEqual(['one', 'other', 'template']);
  const again = await openPgliteFolder(one, { numbers: new Set() });
  expect((await again.query('select n from kept')).rows).toEqual([{ n: 7 }]);
  await again.close();
  // The copy is a database of its own, and empty.
  const copy = await openPgliteFolder(other, { numbers: new Set() });
  await copy.exec('create table kept (n int)');
  expect((await copy.query('select n from kept')).rows).toEqual([]);
  await copy.close();
});

test('copies the database that the installation left, and leaves it as it is', async () => {
  await writeFile(join(template, 'mark'), '');
  const before = await readdir(template, { recursive: true });
  const copy = join(place, 'below', 'copy');
  await makePgliteFolders([copy], template);
  await access(join(copy, 'mark'));
  const opened = await openPgliteFolder(copy, { numbers: new Set() });
  await opened.exec('create table kept (n int)');
  await opened.close();
  expect(await readdir(template, { recursive: true })).toEqual(before);
});
