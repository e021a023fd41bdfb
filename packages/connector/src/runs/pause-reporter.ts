/** Shorter waits are not worth a message. */
const WORTH_TELLING_MS = 2000;

/** Tells when the source made a run wait for a while, and when it goes on. */
export function pauseReporter(send: (until: Date | null) => Promise<void>) {
  let told: Date | null = null;
  let isStopped = false;
  const tell = (until: Date | null) => {
    told = until;
    if (!isStopped) send(until).catch(() => {});
  };
  return {
    onWaiting: (until: Date | null) => {
      if (until === null) {
        if (told !== null) tell(null);
      } else if (until.getTime() - Date.now() >= WORTH_TELLING_MS) {
        tell(until);
      }
    },
    until: () => told,
    stop: () => {
      isStopped = true;
    },
  };
}
