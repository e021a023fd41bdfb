const SMALL = 10_000;
const GROWTH = 6;
/** Quicker than this, nothing can be said about growth, and nobody has to wait. */
const UNNOTICED_MS = 20;
/** Twice the time that growth by the length alone would take, and a little for collecting garbage. */
export const MOST_GROWTH = GROWTH * 2.5;

/** A document of nothing but one part, of about so many signs. */
export const documentOf = (part: string, length: number) =>
  part.repeat(Math.ceil(length / part.length));

/** Processor time of this thread: what else the machine does is not the converter’s doing. */
async function costMs(read: (text: string) => unknown, text: string): Promise<number> {
  const before = process.threadCpuUsage();
  await Promise.resolve(read(text)).catch(() => {});
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/**
 * How many times as long a document of six times the length takes; 0 when it takes no time worth a
 * word. Once more, twice at most: a pause of the machine’s own is no growth.
 */
export async function growthOf(read: (text: string) => unknown, part: string): Promise<number> {
  let growth = await growthOnce(read, part);
  for (let time = 0; growth > MOST_GROWTH && time < 2; time += 1)
    growth = await growthOnce(read, part);
  return growth;
}

async function growthOnce(read: (text: string) => unknown, part: string): Promise<number> {
  const large = await costMs(read, documentOf(part, SMALL * GROWTH));
  if (large < UNNOTICED_MS) return 0;
  const small = await costMs(read, documentOf(part, SMALL));
  return large / Math.max(small, UNNOTICED_MS / GROWTH);
}
