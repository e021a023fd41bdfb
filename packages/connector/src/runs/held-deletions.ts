import { SourceError } from '../sources/source.ts';

/** So many of so many documents. */
export type HeldCounts = { count: number; of: number };

/** More would be removed than anybody expects; nothing was, and somebody has to decide. */
export class HeldDeletionsError extends SourceError {
  readonly held: HeldCounts;

  constructor(held: HeldCounts) {
    super(
      'too_many_deletions',
      `${held.count} of ${held.of} documents would be removed; nothing was`,
    );
    this.name = 'HeldDeletionsError';
    this.held = held;
  }
}
