import type { FileToConvert } from './files/convert-file.ts';
import type { Job, Task } from './job.ts';
import { useOf } from './kinds.ts';

/**
 * Whether a document that took more memory than it may can be read in a way that takes less: a PDF is
 * read once more without what its pages draw, which only loses the borders of tables. Its parser has
 * no limit of its own for one path, and tells nothing of it before its end.
 */
export function mayTakeLess({ task: { kind, input } }: Job): boolean {
  if (kind !== 'file') return false;
  const file = input as FileToConvert;
  const use = useOf(file);
  return use.use === 'read' && use.kind === 'pdf' && file.isWithoutDrawings !== true;
}

export function withLess({ kind, input }: Task): Task {
  return { kind, input: { ...(input as FileToConvert), isWithoutDrawings: true } };
}
