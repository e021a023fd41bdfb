import { createOwnBroker, type OwnBroker } from '@rita/test-kit';
import { findRabbitmq4 } from '../../scripts/services/rabbitmq4.ts';
import { type Line, printTable } from '../table.ts';
import { type Case, loseMessages } from './lose-messages.ts';

const CASES: { name: string; case: Case }[] = [
  { name: 'database only reads for 90 s', case: 'read_only' },
  { name: 'disk of the database full for 90 s', case: 'full_disk' },
  { name: 'app killed 26 times with messages in hand', case: 'kills' },
];
const MESSAGES = 50;
/** As deploy/rabbitmq/definitions.json has it. */
const POLICY = JSON.stringify({
  'dead-letter-exchange': '',
  'dead-letter-routing-key': 'data_source_status.parked',
  'dead-letter-strategy': 'at-least-once',
  overflow: 'reject-publish',
  'delivery-limit': 1000,
});

/** What a RabbitMQ 4 that counts deliveries drops of fifty waiting messages; nothing, when all is well. */
export async function benchBroker4(): Promise<boolean> {
  const root = await findRabbitmq4();
  if (root === undefined) throw new Error('There is no RabbitMQ 4: set TEST_RABBITMQ4_ROOT.');
  const broker = await createOwnBroker({ root, configuration: ['default_queue_type = quorum'] });
  try {
    await broker.start();
    console.log(`RabbitMQ ${(await broker.control('version')).trim()} from ${root}`);
    const lines: Line[] = [];
    for (const hasPolicy of [false, true]) {
      await setPolicy(broker, hasPolicy);
      for (const { name, case: which } of CASES) {
        const { lost, parked, meanwhile } = await loseMessages(broker, which, MESSAGES);
        lines.push({
          name: `${name}, ${hasPolicy ? 'with' : 'without'} the policy`,
          measured: `${lost} lost, ${parked} parked (${meanwhile} applied amid it)`,
          floor: '',
          goal: '0 lost, 0 parked',
          // Trouble that stops nothing would show nothing.
          isKept: lost === 0 && parked === 0 && meanwhile < MESSAGES,
        });
      }
    }
    return printTable(lines);
  } finally {
    await broker.remove();
  }
}

async function setPolicy(broker: OwnBroker, isWanted: boolean): Promise<void> {
  if (!isWanted) return;
  const pattern = '^data_source_status$';
  await broker.control('set_policy', 'status', pattern, POLICY, '--apply-to', 'queues');
}
