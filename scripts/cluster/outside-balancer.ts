import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, findFreePorts, waitFor } from '@rita/test-kit';
import { stopProcess } from '../services/process.ts';

const HAPROXY_CONFIGURATION = join(
  import.meta.dirname,
  ...['..', '..', 'deploy', 'haproxy', 'haproxy.cfg'],
);

/** A balancer that is not ours, for tests. */
export type OutsideBalancer = { url: string; close: () => Promise<void> };

/** Addresses as `http://127.0.0.1:3000`. */
type Servers = { apiServers: string[]; connectors: string[] };

/**
 * HAProxy with the configuration of compose.yaml, and these processes in place of its containers.
 *
 * @returns besides, where app servers would reach the connectors
 */
export async function startHaproxy(
  binary: string,
  { apiServers, connectors }: Servers,
): Promise<OutsideBalancer & { webhooksUrl: string }> {
  const [browsers = 0, webhooks = 0] = await findFreePorts(2);
  let configuration = await readFile(HAPROXY_CONFIGURATION, 'utf8');
  const places = [
    ['bind :8080', `bind 127.0.0.1:${browsers}`],
    ['bind :3001', `bind 127.0.0.1:${webhooks}`],
    ...apiServers.map((url, index) => [`api-server-${index + 1}:3000`, new URL(url).host]),
    ...connectors.map((url, index) => [`connector-${index + 1}:3001`, new URL(url).host]),
  ] as [string, string][];
  for (const [from, to] of places) {
    if (!configuration.includes(from)) throw new Error(`haproxy.cfg does not have “${from}”`);
    configuration = configuration.replaceAll(from, to);
  }
  const balancer = await start({
    binary,
    configuration,
    url: `http://127.0.0.1:${browsers}`,
    // Fewer connections: as many as it is for needs more open files than a test may have.
    args: (file) => ['-db', '-n', '1000', '-f', file],
  });
  return { ...balancer, webhooksUrl: `http://127.0.0.1:${webhooks}` };
}

/** nginx as most people have it: told where the app is, and nothing about buffers or streams. */
export async function startPlainNginx(binary: string, server: string): Promise<OutsideBalancer> {
  const port = await findFreePort();
  const configuration = `
    pid nginx.pid;
    error_log stderr;
    events {}
    http {
      access_log off;
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`).join(' ')}
      server {
        listen 127.0.0.1:${port};
        location / {
          proxy_pass ${server};
          proxy_set_header X-Forwarded-For $remote_addr;
        }
      }
    }`;
  return start({
    binary,
    configuration,
    url: `http://127.0.0.1:${port}`,
    args: (file, folder) => ['-p', folder, '-e', 'stderr', '-c', file, '-g', 'daemon off;'],
  });
}

async function start(options: {
  binary: string;
  configuration: string;
  url: string;
  args: (file: string, folder: string) => string[];
}): Promise<OutsideBalancer> {
  const { binary, url } = options;
  const folder = await mkdtemp(join(tmpdir(), 'rita-balancer-'));
  const file = join(folder, 'balancer.conf');
  await writeFile(file, options.configuration);
  const child = spawn(binary, options.args(file, folder), { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const close = async () => {
    await stopProcess(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitFor(() => fetch(url), { what: binary });
    return { url, close };
  } catch (error) {
    await close();
    throw new Error(`${binary} could not be started:\n${said}`, { cause: error });
  }
}
