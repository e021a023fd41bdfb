import { waitFor } from '@rita/test-kit';

/**
 * Sweeps until what is to happen has happened. A sweep passes over a row that is locked just then: by
 * that of the running app, or by whoever writes down what became of a webhook.
 */
export async function sweepUntil(
  sweep: () => Promise<unknown>,
  isDone: () => Promise<boolean>,
): Promise<void> {
  await waitFor(async () => {
    await sweep();
    return isDone();
  });
}
