import { installBalancers } from '../services/balancers.ts';
import { findChromium } from '../services/chromium.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRabbitmq } from '../services/rabbitmq.ts';
import { findRabbitmq4 } from '../services/rabbitmq4.ts';
import type { Service } from '../services/service.ts';
import type { Need, StepEnv } from './step.ts';

/** Starts what steps need from outside when the first of them needs it, and stops all at the end. */
export type StepServices = {
  /** @returns the variables that tell the step's programs where it is */
  provide: (needs: Need[]) => Promise<StepEnv>;
  stop: () => Promise<void>;
};

export function openStepServices(say: (text: string) => void): StepServices {
  const started: Service[] = [];
  const known = new Map<Need, Promise<StepEnv>>();

  async function keep(name: string, variable: string, service: Service): Promise<StepEnv> {
    started.push(service);
    say(`  ${name} for tests from ${service.origin}`);
    return { [variable]: service.url };
  }
  const start: Record<Need, () => Promise<StepEnv>> = {
    postgres: async () => keep('PostgreSQL', 'TEST_DATABASE_URL', await startPostgres()),
    rabbitmq: async () => keep('RabbitMQ', 'TEST_AMQP_URL', await startRabbitmq()),
    rabbitmq4: async () => {
      const root = await findRabbitmq4();
      if (root === undefined) say('  without RabbitMQ 4: its tests are left out');
      return root === undefined ? {} : { TEST_RABBITMQ4_ROOT: root };
    },
    chromium: async () => ({ CHROMIUM_PATH: await findChromium() }),
    balancers: async () => {
      for (const name of await installBalancers()) say(`  without ${name}: its tests are left out`);
      return {};
    },
  };

  return {
    provide: async (needs) => {
      const env: StepEnv = {};
      for (const need of needs) {
        const starting = known.get(need) ?? start[need]();
        known.set(need, starting);
        Object.assign(env, await starting);
      }
      return env;
    },
    stop: async () => {
      // One that is being started right now has to be waited for, or it would be left behind.
      await Promise.allSettled(known.values());
      for (const service of started.splice(0).toReversed()) {
        await service.stop().catch((error) => say(`stopping a service failed: ${error}`));
      }
    },
  };
}
