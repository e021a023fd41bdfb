const EVERY_MS = 1_000;
/** Whoever takes nothing for so long has gone, or keeps a place from others. */
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_MS = 30 * 60_000;

/** Why an export was ended before its last line. */
export class ExportEndedError extends Error {
  readonly reason: 'rights_changed' | 'not_taken' | 'took_too_long';
  constructor(reason: ExportEndedError['reason']) {
    super(`the export was ended: ${reason}`);
    this.name = 'ExportEndedError';
    this.reason = reason;
  }
}

type Watched = {
  /** Whether whoever exports may still read just what they could when it began. */
  isAllowed: () => Promise<boolean>;
  end: (reason: Error) => void;
};

/**
 * Looks after an export while it goes on: within two seconds it ends where its reader ended, was
 * removed or reads something else, and after a while where nobody takes what it has.
 */
export function watchExport({ isAllowed, end }: Watched): { taken: () => void; stop: () => void } {
  const beganAt = performance.now();
  let takenAt = beganAt;
  const look = async () => {
    const now = performance.now();
    if (now - takenAt > LONGEST_PAUSE_MS) end(new ExportEndedError('not_taken'));
    if (now - beganAt > LONGEST_MS) end(new ExportEndedError('took_too_long'));
    if (!(await isAllowed())) end(new ExportEndedError('rights_changed'));
  };
  const timer = setInterval(() => void look().catch(end), EVERY_MS);
  return {
    taken: () => {
      takenAt = performance.now();
    },
    stop: () => clearInterval(timer),
  };
}
