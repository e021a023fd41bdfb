// A process of its own: makes an embedded database in the folder named, and ends.
import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: make-pglite FOLDER');
await mkdir(folder, { recursive: true });
const pglite = await PGlite.create({ dataDir: folder });
await pglite.close();
