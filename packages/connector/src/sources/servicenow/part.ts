import { createHash } from 'node:crypto';
import { CONVERSION_VERSION } from '../../convert/conversion-version.ts';
import type { SourceDocument } from '../source.ts';
import type { Row } from './table-client.ts';

/** One thing to read in a sync: the articles, or the records of one table. */
export type Part = {
  table: string;
  /** For people: “Knowledge articles”. */
  label: string;
  /** What is wanted, as an encoded query. */
  groups: readonly string[];
  /** Enough to tell whether a record is wanted and whether it has changed. */
  listFields: readonly string[];
  /** All of it. */
  readFields: readonly string[];
  display: 'false' | 'all';
  /** Which of some records are wanted; for changes are asked of the whole table. */
  wantedOf: (rows: readonly Row[]) => Promise<Set<string>>;
  revisionOf: (row: Row) => string;
  toDocument: (row: Row) => Promise<SourceDocument>;
  urlOf: (row: Row) => string;
};

export function externalIdOf(table: string, sysId: string): string {
  return `${table}:${sysId}`;
}

export function revisionFrom(modCount: string, parts: unknown[]): string {
  const text = JSON.stringify([CONVERSION_VERSION, modCount, ...parts]);
  return `${modCount}-${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
}
