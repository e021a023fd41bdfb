import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePorts } from './free-ports.ts';
import { giveTo, identityOf } from './run-as.ts';
import { waitFor } from './wait-for.ts';

/** A RabbitMQ of a test's own, which it may kill. */
export type OwnBroker = {
  url: string;
  start: () => Promise<void>;
  /** SIGKILL; what was written to disk stays. */
  kill: () => Promise<void>;
  /** `rabbitmqctl` with these arguments. */
  control: (...args: string[]) => Promise<string>;
  /** Stops it, with its port mapper, and removes its folder. */
  remove: () => Promise<void>;
};

const BINARIES = '/usr/lib/rabbitmq/bin';
const run = promisify(execFile);

/** Whether this machine has RabbitMQ's own programs. */
export async function hasBrokerBinaries(): Promise<boolean> {
  return access(join(BINARIES, 'rabbitmq-server')).then(
    () => true,
    () => false,
  );
}

export async function createOwnBroker(): Promise<OwnBroker> {
  const folder = await mkdtemp(join(tmpdir(), 'rita-rabbitmq-'));
  const identity = await identityOf('rabbitmq');
  const [port = 0, distributionPort = 0, mapperPort = 0] = await findFreePorts(3);
  const env = await prepare(folder, { port, distributionPort, mapperPort });
  const names = ['', 'home', 'data', 'log', 'plugins', 'rabbitmq.conf'];
  await giveTo(identity, ...names.map((name) => join(folder, name)));
  let server: ChildProcess | undefined;

  const options = { env, cwd: folder, ...identity };
  const control = async (...args: string[]) =>
    (await run(join(BINARIES, 'rabbitmqctl'), ['-q', ...args], options)).stdout;

  async function stopServer() {
    if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    // The script starts the virtual machine as a child: both are in one group.
    process.kill(-server.pid, 'SIGKILL');
    await exit;
  }

  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    start: async () => {
      server = spawn(join(BINARIES, 'rabbitmq-server'), [], {
        ...options,
        detached: true,
        stdio: 'ignore',
      });
      await waitFor(() => answersOn(port), { timeoutMs: 60_000, what: 'RabbitMQ' });
    },
    kill: stopServer,
    control,
    remove: async () => {
      await stopServer();
      await run('epmd', ['-port', String(mapperPort), '-kill'], options).catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Ports = { port: number; distributionPort: number; mapperPort: number };

async function prepare(folder: string, ports: Ports): Promise<NodeJS.ProcessEnv> {
  for (const name of ['home', 'data', 'log']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'plugins'), '[].');
  await writeFile(join(folder, 'rabbitmq.conf'), `listeners.tcp.1 = 127.0.0.1:${ports.port}\n`);
  return {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: join(folder, 'home'),
    RABBITMQ_NODENAME: `rita-${ports.port}@localhost`,
    RABBITMQ_NODE_PORT: String(ports.port),
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_DIST_PORT: String(ports.distributionPort),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    ERL_EPMD_PORT: String(ports.mapperPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    // Otherwise the mapper refuses to end while it believes in a node that was killed.
    ERL_EPMD_RELAXED_COMMAND_CHECK: '1',
  };
}

/** Whether the broker speaks AMQP there: the port alone is open before it can be used. */
async function answersOn(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(Buffer.from('AMQP\u0000\u0000\u0009\u0001', 'latin1'));
    await once(socket, 'data', { signal: AbortSignal.timeout(1000) });
    return true;
  } finally {
    socket.destroy();
  }
}
