import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPermissive } from './packages/licences.ts';
import { type LockedPackage, ROOT, readLockfile } from './packages/lockfile.ts';
import { isTestFile, listSourceFiles, readRunningImports } from './source-files.ts';

/**
 * Packages that run something when they are installed. `.npmrc` tells npm to run none of it; who
 * needs one of them runs it by its name.
 */
const INSTALL_SCRIPTS: Record<string, string> = {
  node: 'fetches the Node of this machine; scripts/bootstrap.mjs runs it',
  '@modelcontextprotocol/inspector':
    'prepares a checkout of its own, and ends at once when it is a dependency',
};

const packages = readLockfile();
const faults = [
  ...[...scriptsWithoutReason(), ...gone(), ...licences(), ...registries(), ...npmrc()],
  ...undeclared(),
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exit(faults.length > 0 ? 1 : 0);

function scriptsWithoutReason(): string[] {
  return packages
    .filter(({ name, hasInstallScript }) => hasInstallScript && !(name in INSTALL_SCRIPTS))
    .map(({ name }) => `${name} has an install script, and nobody said that it may`);
}

function gone(): string[] {
  const names = new Set(packages.filter((one) => one.hasInstallScript).map(({ name }) => name));
  return Object.keys(INSTALL_SCRIPTS)
    .filter((name) => !names.has(name))
    .map((name) => `${name} may have an install script, but has none`);
}

/** Of what is installed here and not for development alone: optional ones of other systems are not. */
function licences(): string[] {
  return packages
    .filter(({ place, neededBy }) => neededBy !== 'development' && existsSync(join(ROOT, place)))
    .map((one) => ({ ...one, licence: licenceOf(one) }))
    .filter(({ name, licence }) => !isPermissive(name, licence))
    .map(({ name, licence }) => `${name} has the licence “${licence}”`);
}

function licenceOf({ place }: LockedPackage): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, place, 'package.json'), 'utf8'));
  return typeof manifest.license === 'string' ? manifest.license : '';
}

/** Whoever installs asks the registry of their own npm, and the integrity tells whether it is right. */
function registries(): string[] {
  return packages
    .filter(({ resolved }) => resolved !== undefined && URL.canParse(resolved))
    .map(({ name }) => `${name} is locked to the address of a registry`);
}

function npmrc(): string[] {
  const lines = readFileSync(join(ROOT, '.npmrc'), 'utf8').split('\n');
  return lines.includes('ignore-scripts=true') ? [] : ['.npmrc lets packages run install scripts'];
}

/** An image is installed without what is for development, and then starts without it. */
function undeclared(): string[] {
  return listSourceFiles()
    .filter((file) => /^packages\/[^/]+\/src\//.test(file) && !isTestFile(file))
    .flatMap((file) => {
      const [, home = ''] = file.split('/');
      const declared = dependenciesOf(home);
      return readRunningImports(file)
        .map(packageOf)
        .filter((name) => name !== undefined && name !== `@rita/${home}` && !declared.has(name))
        .map((name) => `${file} imports ${name}, which is no dependency of its package`);
    });
}

function dependenciesOf(home: string): ReadonlySet<string> {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'packages', home, 'package.json'), 'utf8'));
  return new Set(Object.keys(manifest.dependencies ?? {}));
}

function packageOf(target: string): string | undefined {
  if (/^(?:\.|#|node:|virtual:)/.test(target)) return undefined;
  return target.split('/', target.startsWith('@') ? 2 : 1).join('/');
}
