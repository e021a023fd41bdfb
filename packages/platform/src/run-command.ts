import { EnvError } from './env.ts';

/**
 * Runs a command of the operator and prints what it answers. A `RangeError` or a missing variable is
 * told by its text; of any other error only name and code, since its text may hold an address.
 */
export function runCommand(
  command: (what: string | undefined, given: string[]) => Promise<string>,
): void {
  const [what, ...given] = process.argv.slice(2);
  command(what, given).then(
    (text) => process.stdout.write(`${text}\n`),
    (error: unknown) => {
      const isOurs = error instanceof EnvError || error instanceof RangeError;
      const { name, code } = error as { name?: string; code?: string };
      const text = isOurs ? error.message : [name, code].filter(Boolean).join(' ');
      process.stderr.write(`${text}\n`);
      process.exitCode = 1;
    },
  );
}
