import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createOwnPostgres, findPostgresBinaries } from '@rita/test-kit';

/** A PostgreSQL whose data lie on a small disk of their own, in memory. */
export type SmallDatabase = {
  url: string;
  /** Fills the disk; what it answers frees it again. */
  fill: () => Promise<() => Promise<void>>;
  remove: () => Promise<void>;
};

const DISK = '160m';
const run = promisify(execFile);

/** Only as root: it mounts. The log of what is to be written lies elsewhere, or the server would end. */
export async function openSmallDatabase(): Promise<SmallDatabase> {
  const binaries = await findPostgresBinaries();
  if (binaries === undefined) throw new Error('This machine has no PostgreSQL of its own.');
  const disk = await mkdtemp(join(tmpdir(), 'rita-small-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=1777`, 'tmpfs', disk]);
  const unmount = async () => {
    await run('umount', [disk]);
    await rm(disk, { recursive: true, force: true });
  };
  try {
    const postgres = await createOwnPostgres(binaries, { parent: disk, isLogElsewhere: true });
    await postgres.start();
    return {
      url: postgres.url,
      fill: async () => {
        const filler = join(disk, 'filler');
        // Until there is no room any more, which is an error of this command.
        await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']).catch(() => {});
        await run('dd', ['if=/dev/zero', `of=${filler}.2`, 'bs=1k']).catch(() => {});
        await writeFile(`${filler}.3`, '').catch(() => {});
        return async () => {
          for (const end of ['', '.2', '.3']) await rm(filler + end, { force: true });
        };
      },
      remove: async () => {
        await postgres.remove();
        await unmount();
      },
    };
  } catch (error) {
    await unmount();
    throw error;
  }
}
