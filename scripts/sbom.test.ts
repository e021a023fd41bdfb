import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLockfile } from './packages/lockfile.ts';

test('the bill of materials names what the product needs, with hashes and licences, and no tool of ours', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rita-sbom-'));
  const file = join(folder, 'sbom.json');
  execFileSync(process.execPath, [join(import.meta.dirname, 'sbom.ts'), file]);
  const bom = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX' });
  expect(bom.metadata.component.name).toBe('rita-data-sources');
  type Component = { name: string; hashes?: object[]; licenses?: object[] };
  const components: Component[] = bom.components;
  const names = new Set(components.map(({ name }) => name));
  for (const name of ['fastify', 'jose', 'kysely', 'react', 'undici'])
    expect(names).toContain(name);
  for (const name of ['vitest', 'knip', '@biomejs/biome']) expect(names).not.toContain(name);
  const locked = readLockfile();
  const needed = locked.filter(({ neededBy }) => neededBy === 'product');
  expect(needed.filter(({ name }) => !names.has(name))).toEqual([]);
  // What `duck` says of its licence is no name that CycloneDX knows.
  const ofOthers = new Set(locked.map(({ name }) => name).filter((name) => name !== 'duck'));
  for (const { name, hashes, licenses } of components.filter((one) => ofOthers.has(one.name))) {
    expect([name, hashes?.length, licenses?.length]).toEqual([name, 1, 1]);
  }
});
