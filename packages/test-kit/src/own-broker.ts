import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { findFreePorts } from './free-ports.ts';
import { giveTo, identityOf, inside } from './run-as.ts';
import { waitFor } from './wait-for.ts';

/** A RabbitMQ of a test's own, which it may kill. */
export type OwnBroker = {
  url: string;
  /** With all that it writes: data and logs. */
  folder: string;
  start: () => Promise<void>;
  /** SIGKILL; what was written to disk stays. */
  kill: () => Promise<void>;
  /** `rabbitmqctl` with these arguments. */
  control: (...args: string[]) => Promise<string>;
  /** Short of memory from here on: each open connection is held up before this ends. */
  raiseMemoryAlarm: () => Promise<void>;
  clearMemoryAlarm: () => Promise<void>;
  /** Stops it, with its port mapper, and removes its folder. */
  remove: () => Promise<void>;
};

export type OwnBrokerOptions = {
  /** The folder of another system, entered by chroot, whose RabbitMQ is to run. Only as root. */
  root?: string;
  /** Lines of `rabbitmq.conf`. */
  configuration?: readonly string[];
  plugins?: readonly string[];
};

const BINARIES = '/usr/lib/rabbitmq/bin';
const run = promisify(execFile);

/** Whether this machine, or the system below `root`, has RabbitMQ's own programs. */
export async function hasBrokerBinaries(root = '/'): Promise<boolean> {
  return access(join(root, BINARIES, 'rabbitmq-server')).then(
    () => true,
    () => false,
  );
}

export async function createOwnBroker(options: OwnBrokerOptions = {}): Promise<OwnBroker> {
  const { root = '/' } = options;
  const folder = await mkdtemp(join(root, 'tmp/rita-rabbitmq-'));
  const identity = await identityOf('rabbitmq', root);
  const [port = 0, distributionPort = 0, mapperPort = 0] = await findFreePorts(3);
  await writeSettings(folder, port, options);
  const names = ['', 'home', 'data', 'log', 'plugins', 'rabbitmq.conf'];
  await giveTo(identity, ...names.map((name) => join(folder, name)));
  const base = join('/', relative(root, folder));
  const env = variables(base, { port, distributionPort, mapperPort });
  let server: ChildProcess | undefined;

  const command = (name: string, args: string[]) =>
    inside({ root, identity, cwd: folder, env }, name, args);
  const control = async (...args: string[]) => {
    const asked = command(join(BINARIES, 'rabbitmqctl'), ['-q', ...args]);
    return (await run(asked.file, asked.args, asked.options)).stdout;
  };

  async function stopServer() {
    if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    // The script starts the virtual machine as a child: both are in one group.
    process.kill(-server.pid, 'SIGKILL');
    await exit;
  }

  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    folder,
    start: async () => {
      const { file, args, options: how } = command(join(BINARIES, 'rabbitmq-server'), []);
      server = spawn(file, args, { ...how, detached: true, stdio: 'ignore' });
      await waitFor(() => answersOn(port), { timeoutMs: 60_000, what: 'RabbitMQ' });
    },
    kill: stopServer,
    control,
    raiseMemoryAlarm: async () => {
      await control('set_vm_memory_high_watermark', '0.0001');
      // The command ends before connections know of it: what they are sent meanwhile still passes.
      const isHeldUp = async () => {
        const states = await control('list_connections', '--no-table-headers', 'state');
        return states
          .trim()
          .split('\n')
          .every((state) => /^block(ing|ed)$/.test(state));
      };
      await waitFor(isHeldUp, { timeoutMs: 30_000, what: 'connections that are held up' });
    },
    clearMemoryAlarm: async () => {
      await control('set_vm_memory_high_watermark', '0.4');
    },
    remove: async () => {
      await stopServer();
      const stop = command('epmd', ['-port', String(mapperPort), '-kill']);
      await run(stop.file, stop.args, stop.options).catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeSettings(
  folder: string,
  port: number,
  { configuration = [], plugins = [] }: OwnBrokerOptions,
): Promise<void> {
  for (const name of ['home', 'data', 'log']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'plugins'), `[${plugins.join(',')}].`);
  const lines = [`listeners.tcp.1 = 127.0.0.1:${port}`, ...configuration, ''];
  await writeFile(join(folder, 'rabbitmq.conf'), lines.join('\n'));
}

type Ports = { port: number; distributionPort: number; mapperPort: number };

function variables(base: string, ports: Ports): NodeJS.ProcessEnv {
  return {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: join(base, 'home'),
    RABBITMQ_NODENAME: `rita-${ports.port}@localhost`,
    RABBITMQ_NODE_PORT: String(ports.port),
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_MNESIA_BASE: join(base, 'data'),
    RABBITMQ_LOG_BASE: join(base, 'log'),
    RABBITMQ_DIST_PORT: String(ports.distributionPort),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(base, 'plugins'),
    RABBITMQ_CONFIG_FILE: join(base, 'rabbitmq.conf'),
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
