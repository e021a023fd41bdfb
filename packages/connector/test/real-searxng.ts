import { execFile, spawn } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort, waitFor } from '@rita/test-kit';

const PACKAGE = '/usr/lib/python3/dist-packages/searx/webapp.py';
const run = promisify(execFile);

/**
 * Has Debian's python3-searx installed, as root where apt is there.
 * @returns why that is not possible, or undefined when it is there
 */
export async function installSearxng(): Promise<string | undefined> {
  if (await isThere(PACKAGE)) return undefined;
  if (!(await isThere('/usr/bin/apt-get')) || process.getuid?.() !== 0) {
    return 'python3-searx is not installed, and only root on Debian can install it';
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-o', 'DPkg::Lock::Timeout=120', '-q', '-y', '--no-install-recommends'];
  try {
    await run('/usr/bin/apt-get', ['update', '-q'], { env });
    await run('/usr/bin/apt-get', ['install', ...options, 'python3-searx'], { env });
  } catch {
    return 'apt-get could not install python3-searx';
  }
  return (await isThere(PACKAGE)) ? undefined : 'python3-searx was installed, but is not there';
}

export type FoundPage = { url: string; title: string; content: string };

/** A real search server whose one engine looks the pages up in a SQLite file, without a network. */
export async function startRealSearxng(pages: FoundPage[]) {
  const folder = await mkdtemp(join(tmpdir(), 'rita-searx-'));
  const port = await findFreePort();
  await fillDatabase(folder, pages);
  await writeFile(join(folder, 'settings.yml'), settingsOf({ folder, port }));
  const child = spawn('/usr/bin/python3', ['-m', 'searx.webapp'], {
    cwd: folder,
    env: {
      PATH: '/usr/bin:/bin',
      SEARX_SETTINGS_PATH: join(folder, 'settings.yml'),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const answers = waitFor(async () => (await fetch(`${url}/config`)).ok, { timeoutMs: 60_000 });
    await Promise.race([answers, ended.then(() => Promise.reject(new Error('ended')))]);
  } catch {
    await close();
    throw new Error(`python3-searx did not start: ${said}`);
  }
  return { url, close };
}

async function fillDatabase(folder: string, pages: FoundPage[]): Promise<void> {
  await writeFile(join(folder, 'pages.json'), JSON.stringify(pages));
  const script = `import json, sqlite3
db = sqlite3.connect('pages.db')
db.execute('create table pages (url text, title text, content text)')
db.executemany('insert into pages values (:url, :title, :content)', json.load(open('pages.json')))
db.commit()`;
  await run('/usr/bin/python3', ['-c', script], { cwd: folder });
}

/** Complete, because Debian's package has no defaults to build on. */
function settingsOf(at: { folder: string; port: number }): string {
  return `general: { debug: false, instance_name: real, contact_url: false }
brand: { git_url: "", git_branch: "", issue_url: "", docs_url: "", public_instances: "", wiki_url: "" }
search: { safe_search: 0, autocomplete: "", default_lang: "", ban_time_on_fail: 5, max_ban_time_on_fail: 120 }
server:
  port: ${at.port}
  bind_address: "127.0.0.1"
  secret_key: "made up for a test"
  base_url: false
  image_proxy: false
  http_protocol_version: "1.1"
  method: GET
  default_http_headers: {}
ui: { static_path: /usr/share/python3-searx/static, templates_path: /usr/share/python3-searx/templates, default_theme: oscar, default_locale: "", theme_args: { oscar_style: logicodev } }
outgoing: { request_timeout: 2.0, useragent_suffix: "", pool_connections: 10, pool_maxsize: 10, enable_http2: false }
locales: { en: English }
doi_resolvers: { oadoi.org: "https://oadoi.org/" }
default_doi_resolver: oadoi.org
engines:
  - name: pages
    engine: sqlite
    shortcut: pg
    categories: general
    disabled: false
    paging: true
    limit: 10
    database: ${join(at.folder, 'pages.db')}
    query_str: "SELECT url, title, content FROM pages WHERE title || content LIKE '%' || :query || '%'"
`;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
