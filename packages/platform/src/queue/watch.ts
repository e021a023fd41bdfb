import { setTimeout as wait } from 'node:timers/promises';
import type { Intake } from './intake.ts';
import { type QueueLink, QueueLinkError } from './link.ts';

export type QueueWatch = {
  /** Compares now. @throws QueueLinkError `no_consumer` or `no_answer`, or what the broker says */
  look: () => Promise<void>;
  /** Compares every so often, and loses the link at the first difference. */
  start: (everyMs: number) => void;
};

const ANSWER_LIMIT_MS = 5_000;

/**
 * Asks the broker whether the queue is there and consumed at all. A client can believe for ever
 * that it consumes a queue which was deleted meanwhile.
 */
export async function openQueueWatch(
  link: QueueLink,
  { queue, intake }: { queue: string; intake: Pick<Intake, 'isOpen' | 'generation'> },
): Promise<QueueWatch> {
  const channel = await link.openChannel();

  async function look() {
    const generation = intake.generation();
    const limit = new AbortController();
    const late = wait(ANSWER_LIMIT_MS, undefined, { signal: limit.signal }).catch(() => undefined);
    const asked = channel.queueDeclare({ queue, passive: true });
    asked.catch(() => {});
    try {
      const answer = await Promise.race([asked, late]);
      if (!answer) throw new QueueLinkError('no_answer');
      // An intake that was shut or opened meanwhile explains why the broker saw no consumer.
      const isExpected = intake.isOpen() && intake.generation() === generation;
      if (isExpected && answer.consumerCount === 0) throw new QueueLinkError('no_consumer');
    } finally {
      limit.abort();
    }
  }

  return {
    look,
    start: (everyMs) => {
      const timer = setInterval(() => void look().catch(link.lose), everyMs);
      void link.lost.then(() => clearInterval(timer));
    },
  };
}
