import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ROOT, readLockfile } from './packages/lockfile.ts';

type Component = { 'bom-ref': string; name: string; version: string };
type Dependency = { ref: string; dependsOn?: string[] };
type Bom = {
  metadata: { component: object };
  components: Component[];
  dependencies: Dependency[];
};

/** `npm run sbom [-- file]`: what the product is made of, as CycloneDX, out of the lockfile. */
const [given = join('.tmp', 'sbom.cdx.json')] = process.argv.slice(2);
const file = resolve(ROOT, given);
const bom = withoutTools(JSON.parse(runNpm()) as Bom);
const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
// npm calls it like the folder that it lies in.
Object.assign(bom.metadata.component, { name, version });
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(bom, undefined, 2)}\n`);
process.stdout.write(`${bom.components.length} components: ${file}\n`);

function runNpm(): string {
  const args = [
    'sbom',
    '--sbom-format=cyclonedx',
    '--sbom-type=application',
    '--package-lock-only',
  ];
  const own = process.env.npm_execpath;
  const [command, first] = own === undefined ? ['npm', []] : [process.execPath, [own]];
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  return execFileSync(command, [...first, ...args], options);
}

/**
 * Leaves out what only development needs. (`npm sbom --omit=dev` of npm 11 also leaves out what the
 * product needs as soon as a tool needs it, too: react, zod and 110 more.)
 */
function withoutTools(whole: Bom): Bom {
  const places = Map.groupBy(readLockfile(), (one) => `${one.name}@${one.version}`);
  const isTool = ({ name, version }: Component) =>
    places.get(`${name}@${version}`)?.every(({ neededBy }) => neededBy !== 'product') ?? false;
  const tools = new Set(whole.components.filter(isTool).map((one) => one['bom-ref']));
  return {
    ...whole,
    components: whole.components.filter((one) => !tools.has(one['bom-ref'])),
    dependencies: whole.dependencies
      .filter(({ ref }) => !tools.has(ref))
      .map(({ ref, dependsOn = [] }) => ({
        ref,
        dependsOn: dependsOn.filter((one) => !tools.has(one)),
      })),
  };
}
