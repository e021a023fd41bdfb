import { dirname, join, relative, resolve, sep } from 'node:path';
import { isTestFile, listSourceFiles, ROOT, readImports } from './source-files.ts';

/** Which of our packages a package may import. Tests may also import what is for tests. */
const PACKAGES: Record<string, string[]> = {
  contracts: [],
  platform: [],
  'sample-sources': ['contracts'],
  'test-kit': ['platform'],
  connector: ['contracts', 'platform'],
  'api-server': ['contracts', 'platform'],
  client: ['contracts'],
  embedded: ['contracts', 'platform', 'connector', 'api-server', 'sample-sources'],
};
const FOR_TESTS = ['test-kit', 'sample-sources'];

/** Folders below `src` that may not import from other folders of the same package. */
const FOLDERS: { package: string; folder: string; mayNotImport: string[] }[] = [
  { package: 'api-server', folder: 'platform', mayNotImport: ['features'] },
  { package: 'client', folder: 'lib', mayNotImport: ['components', 'features', 'routes', 'app'] },
  { package: 'client', folder: 'components', mayNotImport: ['features', 'routes', 'app'] },
  { package: 'client', folder: 'features', mayNotImport: ['routes'] },
];

const breaches: string[] = [];
for (const file of listSourceFiles()) {
  for (const target of readImports(file)) {
    const breach = findBreach(file, target);
    if (breach) breaches.push(`${file} imports ${target}: ${breach}`);
  }
}
for (const breach of breaches) process.stderr.write(`${breach}\n`);
process.exit(breaches.length > 0 ? 1 : 0);

function findBreach(file: string, target: string): string | undefined {
  const [, from = ''] = file.split('/');
  const isTest = isTestFile(file);
  if (target.startsWith('.')) return findFolderBreach({ file, from, target, isTest });
  const [, to] = /^@rita\/([^/]+)/.exec(target) ?? [];
  if (to === undefined || to === from || PACKAGES[from]?.includes(to)) return undefined;
  if (isTest && FOR_TESTS.includes(to)) return undefined;
  return `${from} may import ${PACKAGES[from]?.join(', ') || 'nothing of ours'}`;
}

function findFolderBreach(options: {
  file: string;
  from: string;
  target: string;
  isTest: boolean;
}): string | undefined {
  const { file, from, target, isTest } = options;
  const source = join(ROOT, 'packages', from, 'src');
  const reached = relative(source, resolve(ROOT, dirname(file), target));
  if (reached.startsWith('..') && !reached.startsWith(`..${sep}test`)) {
    return isTest || !/\.tsx?$/.test(target) ? undefined : 'it lies outside of the package';
  }
  const [here] = relative(source, join(ROOT, file)).split(sep);
  const [there = ''] = reached.split(sep);
  const rule = FOLDERS.find((entry) => entry.package === from && entry.folder === here);
  return rule?.mayNotImport.includes(there) && !isTest
    ? `${here} may not import ${there}`
    : undefined;
}
