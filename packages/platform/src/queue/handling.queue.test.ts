import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { testAmqpUrl, waitFor } from '@rita/test-kit';
import { describe, expect, test } from 'vitest';
import {
  consume,
  DONE,
  drained,
  numbers,
  queue,
  remember,
  textsOf,
  useTestQueue,
} from '../../test/consume.ts';
import { PassingFailure } from './handling.ts';
import { PARKED_HEADERS } from './parking.ts';

useTestQueue();

/** Node gives it away only when asked by a flag. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

describe('parking', () => {
  test('keeps a message with its reason and body, confirmed, and goes on', async () => {
    await queue.declare();
    await queue.send('good', 'bad', 'good');
    const consumer = consume({
      handleBatch: async (messages) =>
        messages.map(({ body }) => (body.toString() === 'bad' ? { park: 'why_not' } : DONE)),
    });
    await waitFor(() => consumer.state().parked === 1 && consumer.state().handled === 2);
    const parked = await queue.take('.parked');
    expect(parked?.body).toBe('bad');
    expect(parked?.headers[PARKED_HEADERS.reason]).toBe('why_not');
    expect(parked?.durable).toBe(true);
    await drained();
  });

  test('keeps only size and hash of a body above 256 KiB, and does not read it (row 40)', async () => {
    const { batches, handleBatch } = remember();
    const consumer = consume({ handleBatch });
    await waitFor(() => consumer.state().status === 'consuming');
    const large = Buffer.alloc(5 * 1024 * 1024, '[');
    await queue.send('before', large, Buffer.alloc(256 * 1024, 'x'), 'after');
    await waitFor(() => consumer.state().handled === 3);
    expect(batches.flat().map((text) => text.length)).toEqual([6, 256 * 1024, 5]);
    const parked = await waitFor(() => queue.take('.parked'));
    expect(parked.body).toBe('');
    expect(parked.headers).toMatchObject({
      [PARKED_HEADERS.reason]: 'too_large',
      [PARKED_HEADERS.size]: large.length,
      [PARKED_HEADERS.sha256]: createHash('sha256').update(large).digest('hex'),
    });
  });

  test('a body of 64 MiB is never held whole (row 40)', async () => {
    const consumer = consume({});
    await waitFor(() => consumer.state().status === 'consuming');
    // Whoever publishes does hold it, so that is another process. RabbitMQ 4 takes 16 MiB at most.
    const script = `
      import { Connection } from 'rabbitmq-client';
      const connection = new Connection(${JSON.stringify(testAmqpUrl())});
      async function publish(size) {
        const channel = await connection.acquire();
        await channel.confirmSelect();
        await channel.basicPublish({ routingKey: '${queue.name}' }, Buffer.alloc(size, '['));
        await channel.close();
        return size;
      }
      const isTooLarge = (error) => error.code === 'PRECONDITION_FAILED';
      console.log(await publish(64 << 20).catch((error) => {
        if (!isTooLarge(error)) throw error;
        return publish(16 << 20);
      }));
      await connection.close();`;
    const collect = garbageCollector();
    collect();
    const held = () => process.memoryUsage().arrayBuffers;
    const before = held();
    let most = 0;
    const timer = setInterval(() => {
      collect();
      most = Math.max(most, held() - before);
    }, 10);
    const node = [process.execPath, ['--input-type=module', '-e', script]] as const;
    const { stdout } = await promisify(execFile)(...node, { cwd: import.meta.dirname });
    await waitFor(() => consumer.state().parked === 1, { timeoutMs: 30_000 });
    clearInterval(timer);
    expect(most).toBeLessThan(8 * 1024 * 1024);
    const parked = await queue.take('.parked');
    expect(parked?.headers[PARKED_HEADERS.size]).toBe(Number(stdout));
  });

  test('takes the blame from the others: one bad message of many is found', async () => {
    await queue.declare();
    await queue.send(...numbers(100));
    const handled: string[] = [];
    const consumer = consume({
      handleBatch: async (messages) => {
        const texts = textsOf(messages);
        if (texts.includes('42')) throw new Error('poison');
        handled.push(...texts);
        return messages.map(() => DONE);
      },
    });
    await waitFor(() => consumer.state().parked === 1);
    await waitFor(() => handled.length === 99);
    expect(handled).toEqual(numbers(100).filter((text) => text !== '42'));
    const parked = await queue.take('.parked');
    expect(parked?.body).toBe('42');
    expect(parked?.headers[PARKED_HEADERS.reason]).toBe('handler_failed');
    expect(consumer.state().redelivered).toBe(0);
  });

  test('finds a message on which the handler hangs, and lets the others pass (row 19)', async () => {
    await queue.declare();
    await queue.send(...numbers(20));
    const handled: string[] = [];
    const consumer = consume({
      handlerLimitMs: 200,
      handleBatch: async (messages) => {
        const texts = textsOf(messages);
        if (texts.includes('7')) return new Promise(() => {});
        handled.push(...texts);
        return messages.map(() => DONE);
      },
    });
    await waitFor(() => consumer.state().parked === 1 && handled.length === 19);
    expect(consumer.state().timedOutBatches).toBeGreaterThan(0);
    await drained();
  });
});

describe('what the handler needs is away (rows 25, 26)', () => {
  test('messages are held, none is parked or delivered again, and nothing more is let in', async () => {
    await queue.declare();
    await queue.send(...numbers(50));
    let isUp = false;
    let asked = 0;
    const handled: string[] = [];
    const consumer = consume({
      isReady: async () => {
        asked += 1;
        return isUp || asked === 1;
      },
      handleBatch: async (messages) => {
        if (!isUp) {
          // Those that had not been sent to us by then would come for the first time later.
          await waitFor(() => consumer.state().received === 50);
          throw new Error('database is down');
        }
        handled.push(...textsOf(messages));
        return messages.map(() => DONE);
      },
    });
    await waitFor(() => consumer.state().status === 'paused' && asked > 4);
    await queue.send('late');
    // The broker believes the fifty to be in hand, and nobody takes what came later.
    expect(await queue.count()).toBe(1);
    expect(consumer.state()).toMatchObject({ received: 50, sessions: 1, reason: 'not_ready' });
    await consumer.check();
    isUp = true;
    await waitFor(() => handled.length === 51);
    expect(handled).toEqual([...numbers(50), 'late']);
    expect(consumer.state()).toMatchObject({
      status: 'consuming',
      redelivered: 0,
      parked: 0,
      sessions: 1,
    });
  });

  test('what is held for long goes back, for whoever has what we miss', async () => {
    await queue.declare();
    await queue.send(...numbers(5));
    const handled: string[] = [];
    const stuck = consume({
      longestHoldMs: 300,
      isReady: async () => stuck.state().received === 0,
      handleBatch: async () => {
        throw new PassingFailure(new Error('away'));
      },
    });
    await waitFor(() => stuck.state().passingFailures > 0);
    consume({
      handleBatch: async (messages) => {
        handled.push(...textsOf(messages));
        return messages.map(() => DONE);
      },
    });
    await waitFor(() => handled.length === 5);
    expect(handled.toSorted()).toEqual(numbers(5));
    await drained();
    expect(stuck.state()).toMatchObject({ status: 'paused', handled: 0, parked: 0 });
  });

  test('a failure that passes although we are ready is tried again with growing waits', async () => {
    await queue.declare();
    await queue.send('x');
    let calls = 0;
    const consumer = consume({
      handleBatch: async (messages) => {
        calls += 1;
        if (calls <= 3) throw new PassingFailure(new Error('lock timeout'));
        return messages.map(() => DONE);
      },
    });
    await waitFor(() => consumer.state().handled === 1);
    expect(consumer.state()).toMatchObject({ parked: 0, received: 1, redelivered: 0, sessions: 1 });
    await drained();
  });
});
