export type CallNoting = {
  /** False where nobody looks at them and a sample runs for weeks, as in a trial. */
  keepsCalls?: boolean;
};

/** Adds calls to a list, or to none. */
export function noteCalls({
  keepsCalls = true,
}: CallNoting): (calls: string[], call: string) => void {
  return keepsCalls ? (calls, call) => void calls.push(call) : () => {};
}
