import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

const secretsSchema = z.object({
  AUTH_SECRET: z.string(),
  CONNECTOR_WEBHOOK_SECRET: z.string(),
  VAULT_KEY: z.string(),
});
export type Secrets = z.output<typeof secretsSchema>;

/**
 * The secrets of this data folder, made on the first start and kept in `secrets.json`, which only
 * its owner can read. An unreadable file is never replaced: without its vault key the credentials
 * held would be lost.
 *
 * @throws StartError
 */
export async function requireSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new StartError(`${file} cannot be read (${error.code}).`);
  });
  return text === undefined ? createSecrets(file) : parseSecrets(text, file);
}

async function createSecrets(file: string): Promise<Secrets> {
  const secrets = {
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
    VAULT_KEY: randomBytes(32).toString('base64'),
  };
  // A crash half-way leaves the draft, never half a file.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(secrets, undefined, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  await rename(draft, file);
  return secrets;
}

function parseSecrets(text: string, file: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    throw new StartError(
      `${file} is damaged. Restore it from a backup; or remove the whole folder to start from nothing.`,
    );
  }
}
