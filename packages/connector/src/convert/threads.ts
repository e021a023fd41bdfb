import { createFairQueue } from './fair-queue.ts';
import type { Job } from './job.ts';
import { AHEAD, type ConversionLimits } from './limits.ts';
import { startThread, type Thread } from './thread.ts';

/** The threads of a pool, begun when they are needed, and what waits for them. */
export class ConversionThreads {
  private readonly limits: ConversionLimits;
  private readonly queue;
  private readonly threads = new Set<Thread>();
  private readonly idleSince = new WeakMap<Thread, number>();
  private readonly endingIdle: NodeJS.Timeout;
  private isClosed = false;

  constructor(limits: ConversionLimits) {
    this.limits = limits;
    this.queue = createFairQueue<Job>(limits.waiting);
    this.endingIdle = setInterval(() => this.endIdle(), limits.idleMs);
    this.endingIdle.unref();
  }

  /** False when too many documents of the organization wait already. */
  add(job: Job): boolean {
    if (this.isClosed) throw new Error('the pool is closed');
    if (!this.queue.add(job.tenantId, job)) return false;
    this.serve();
    return true;
  }

  /** Nobody wants the answer any more; what is under way comes to its end. */
  forget(job: Job): void {
    this.queue.remove(job.tenantId, job);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.endingIdle);
    const stopped = [...this.threads];
    const jobs = [...this.queue.clear(), ...stopped.flatMap((thread) => thread.jobs)];
    for (const job of jobs) job.reject(new Error('the pool is closed'));
    this.threads.clear();
    await Promise.all(stopped.map((thread) => thread.stop()));
  }

  private serve(): void {
    if (this.isClosed) return;
    for (;;) {
      const free = [...this.threads].find(({ jobs }) => jobs.length === 0);
      if (!free && this.threads.size >= this.limits.workers) break;
      const next = this.queue.take((tenantId) => this.mayServe(tenantId));
      if (!next) break;
      (free ?? this.open()).give(next[1]);
    }
    for (const thread of this.threads) {
      this.sendAhead(thread);
      if (thread.jobs.length === 0) this.idleSince.set(thread, Date.now());
    }
  }

  private mayServe(tenantId: string): boolean {
    const busy = [...this.threads].filter(({ jobs }) => jobs[0]?.tenantId === tenantId);
    const { workers, workersOfOne } = this.limits;
    return busy.length < Math.max(1, Math.min(workersOfOne, workers - 1));
  }

  private open(): Thread {
    const thread: Thread = startThread(this.limits, {
      answer: () => this.serve(),
      end: (rest) => {
        this.threads.delete(thread);
        if (rest[0]) this.queue.putBack(rest[0].tenantId, rest);
        this.serve();
      },
    });
    this.threads.add(thread);
    return thread;
  }

  /** So that a thread does not wait for its next document; only while nobody else waits. */
  private sendAhead({ jobs, give }: Thread): void {
    const [first] = jobs;
    if (!first) return;
    let bytes = jobs.reduce((sum, job) => sum + job.bytes, 0);
    while (jobs.length < AHEAD.documents && bytes < AHEAD.bytes) {
      const room = AHEAD.bytes - bytes;
      const also = this.queue.takeAlso(first.tenantId, (job) => job.bytes <= room);
      if (!also) return;
      bytes += also.bytes;
      give(also);
    }
  }

  private endIdle(): void {
    const before = Date.now() - this.limits.idleMs;
    for (const thread of this.threads) {
      if (thread.jobs.length > 0 || (this.idleSince.get(thread) ?? Date.now()) > before) continue;
      this.threads.delete(thread);
      void thread.stop();
    }
  }
}
