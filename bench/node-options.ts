import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The options of Node that a script of package.json has: what is measured runs as it is started.
 * `BENCH_NODE_OPTIONS=--cpu-prof` adds some, to see where the time goes.
 * @param root the checkout
 */
export function nodeOptionsOf(script: 'start:api' | 'start:connector', root: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<typeof script, string>;
  };
  return [
    ...scripts[script].split(' ').filter((word) => word.startsWith('--')),
    ...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []),
  ];
}
