// What a start is doing and how long it still takes. Without dependencies, since it is used before
// there are any; on standard error, since standard output is the script's own.

const TELL_EVERY_MS = 10_000;

/** Seconds of each step on a machine of two cores with an ordinary connection. */
export const USUALLY = { install: 45, fetchNode: 8, prepareDatabase: 4, buildClient: 12, start: 4 };

/**
 * Says what begins and how long it usually takes, and every ten seconds how much of that is left.
 * @param {string} what a sentence without its end
 * @param {number} seconds it usually takes
 * @param {(text: string) => void} [say]
 * @returns {() => void} to be called when it is over
 */
export function tellProgress(what, seconds, say = (text) => process.stderr.write(`${text}\n`)) {
  const begunAt = Date.now();
  say(`${what} … (about ${seconds} s)`);
  const timer = setInterval(() => {
    const left = Math.round(seconds - (Date.now() - begunAt) / 1_000);
    say(left > 0 ? `  … about ${left} s to go` : '  … it takes longer than usual, and goes on');
  }, TELL_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
