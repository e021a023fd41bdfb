import { createOwnBroker, hasBrokerBinaries } from '@rita/test-kit';
import { installPackages } from './debian.ts';
import { hasDocker, startContainer } from './docker.ts';
import { MissingService, type Service } from './service.ts';

/**
 * The RabbitMQ for tests: the one of `TEST_AMQP_URL`, else a throw-away one, from Docker where an
 * engine answers, else from the machine's own programs, installed first where we may.
 *
 * @throws MissingService
 */
export async function startRabbitmq(): Promise<Service> {
  const given = process.env.TEST_AMQP_URL;
  if (given) return { url: given, origin: 'TEST_AMQP_URL', stop: async () => {} };
  const container = (await hasDocker()) ? await startInDocker() : undefined;
  if (container) return container;
  if (!(await hasBrokerBinaries())) await installPackages();
  if (await hasBrokerBinaries()) return startFromBinaries();
  throw new MissingService(
    'The tests need RabbitMQ: install it (Debian: apt-get install rabbitmq-server), start Docker, or set TEST_AMQP_URL.',
  );
}

async function startInDocker(): Promise<Service | undefined> {
  const container = await startContainer({
    image: 'rabbitmq:4-alpine',
    port: 5672,
    env: {},
    command: [],
    ready: /Server startup complete/,
  });
  if (!container) return undefined;
  const url = `amqp://guest:guest@127.0.0.1:${container.port}`;
  return { url, origin: 'Docker', stop: container.stop };
}

async function startFromBinaries(): Promise<Service> {
  const broker = await createOwnBroker();
  try {
    await broker.start();
  } catch (error) {
    await broker.remove();
    throw new Error('RabbitMQ could not be started', { cause: error });
  }
  return { url: broker.url, origin: "the machine's own programs", stop: broker.remove };
}
