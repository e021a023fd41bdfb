// Runs a script of ours with the Node of the lockfile, after installing what is missing.
// Needs nothing but some Node >= 20 and npm, since it is what runs in a fresh clone.
// package.json calls it with "exec": npm passes a signal to its shell only, and a shell that
// dies of it would leave us running.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tellProgress, USUALLY } from './progress.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const marker = join(modules, '.rita-installed');
const windows = process.platform === 'win32';
const nodePackage = join(modules, 'node');
const node = join(nodePackage, 'bin', windows ? 'node.exe' : 'node');

const given = process.argv.slice(2);
const isOption = (text) => text.startsWith('--');
const at = given.findIndex((text) => !isOption(text));
const [options, script, args] = [given.slice(0, at), given[at], given.slice(at + 1)];
if (script === undefined) {
  fail('usage: node scripts/bootstrap.mjs [options of Node] <script> [arguments]');
}

const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8');
const state = createHash('sha256')
  .update(lockfile)
  .update(`${process.platform}-${process.arch}`)
  .digest('hex');

if (!isMarked()) await install();
run();

function isMarked() {
  return existsSync(marker) && readFileSync(marker, 'utf8') === state && existsSync(node);
}

async function install() {
  if (!isInstalled()) {
    // Not `npm ci`: it refuses a lockfile that lacks optional packages for other platforms, which
    // is what npm writes behind a registry that does not carry them. This takes the same versions
    // from the lockfile, adds the one for this platform, and writes nothing.
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    // A download that stalls is tried again before anybody gives up waiting (npm's own: 5 min).
    const patient = ['--fetch-timeout=120000', '--fetch-retries=4'];
    const [what, seconds] = whatFollows();
    await telling(what, seconds, () => npm(['install', '--no-save', ...quiet, ...patient], root));
  }
  // npm may be told not to run install scripts; this one fetches the Node binary.
  if (!existsSync(node)) {
    await telling('Fetching Node for this machine', USUALLY.fetchNode, () =>
      // It starts npm by a shell, which a newer Node says is deprecated: nothing for whoever starts us.
      runOrFail(
        process.execPath,
        ['--no-deprecation', 'installArchSpecificPackage.js'],
        nodePackage,
      ),
    );
  }
  if (!existsSync(node)) fail(`Node could not be installed at ${node}.`);
  await telling('Preparing the embedded database', USUALLY.prepareDatabase, () =>
    runOrFail(node, [join(root, 'scripts', 'prepare-database.ts')], root),
  );
  writeFileSync(marker, state);
}

/** Up to the product that is ready, where that is what was asked for. */
function whatFollows() {
  const { install, fetchNode, prepareDatabase, buildClient, start } = USUALLY;
  if (script !== 'scripts/start.ts') return ['Installing the dependencies', install + fetchNode];
  const seconds = install + fetchNode + prepareDatabase + buildClient + start;
  return ['The first start: installing, building the pages, starting', seconds];
}

async function telling(what, seconds, act) {
  const done = tellProgress(what, seconds);
  await act();
  done();
}

/** Whether npm's own record of node_modules has every package of the lockfile in its version. */
function isInstalled() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(lockfile).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([place, entry]) => {
    const mayBeAbsent = entry.optional || entry.devOptional || entry.peer;
    if (!place.includes('node_modules/') || (mayBeAbsent && !present[place])) return true;
    return present[place]?.version === entry.version && existsSync(join(root, place));
  });
}

function npm(npmArgs, cwd) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return runOrFail(process.execPath, [own, ...npmArgs], cwd);
  return runOrFail(windows ? 'npm.cmd' : 'npm', npmArgs, cwd);
}

/** Standard output stays the script's own; whatever is said on the way goes to standard error. */
async function runOrFail(command, commandArgs, cwd) {
  const { npm_config_local_prefix: _, ...env } = process.env;
  const code = await new Promise((resolve) => {
    spawn(command, commandArgs, {
      cwd,
      env,
      stdio: ['ignore', 2, 2],
      shell: command.endsWith('.cmd'),
    })
      .on('error', resolve)
      .on('exit', resolve);
  });
  if (code !== 0) fail(`"${command} ${commandArgs.join(' ')}" failed.`);
}

function run() {
  // npm links a command only to what is there when it installs, and the Node binary came later.
  const first = [join(nodePackage, 'bin'), join(modules, '.bin')];
  const path = [...first, process.env.PATH ?? ''].join(delimiter);
  const nodeArgs = [...options, join(root, script), ...args];
  // What was compiled once is not compiled again by the next start, nor its types taken out again.
  const compiled = process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache', 'compiled');
  const env = { ...process.env, PATH: path, NODE_COMPILE_CACHE: compiled };
  // A Node of 2025 or later leaves its place to the other one; an older one has to stay and wait.
  if (process.execve && !windows) process.execve(node, [node, ...nodeArgs], env);
  const child = spawn(node, nodeArgs, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => fail(`${node} cannot be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
