import { createHash } from 'node:crypto';
import { CONVERSION_VERSION } from '../../convert/conversion-version.ts';
import type { SourceDocument, SourceError } from '../source.ts';
import type { SourceAccess } from '../source-access.ts';
import { cell, type Row } from './table-client.ts';

/** One thing to read in a sync: the articles, or the records of one table. */
export type Part = {
  table: string;
  /** For people: “Knowledge articles”. */
  label: string;
  /** What is wanted, as an encoded query. */
  groups: readonly string[];
  /** Enough to tell whether a record is wanted and whether it has changed. */
  listFields: readonly string[];
  /** Enough to tell who may read it. */
  accessFields: readonly string[];
  /** All of it. */
  readFields: readonly string[];
  display: 'false' | 'all';
  /** Which of some records are wanted; for changes are asked of the whole table. */
  wantedOf: (rows: readonly Row[]) => Promise<Set<string>>;
  /** Why nobody can know whether a row is wanted; undefined for nearly all. */
  doubtOf: (row: Row) => string | undefined;
  /** Adds to rows that were read what stands elsewhere; which of them lack it is told with a reason. */
  complete?: (rows: readonly Row[]) => Promise<{ rows: Row[]; failed: [Row, SourceError][] }>;
  /** Undefined where the row names no version, so that only reading tells whether it has changed. */
  revisionOf: (row: Row) => string | undefined;
  /**
   * Has to have seen records, of `accessFields` at least, before `accessOf` is asked; gives why
   * nobody can know by now who may read what, so that it says that nobody may.
   */
  prepareAccess?: (rows: readonly Row[]) => Promise<SourceError | undefined>;
  /** Who may read it; undefined for what is not wanted. */
  accessOf: (row: Row) => SourceAccess | undefined;
  toDocument: (row: Row) => Promise<SourceDocument>;
  urlOf: (row: Row) => string;
};

export function externalIdOf(table: string, sysId: string): string {
  return `${table}:${sysId}`;
}

export function revisionFrom(row: Row, parts: unknown[]): string | undefined {
  const modCount = cell(row, 'sys_mod_count');
  const updated = cell(row, 'sys_updated_on');
  return modCount || updated ? hashed(modCount, [updated, ...parts]) : undefined;
}

/** For what names no version: it changes with what was read. */
export function revisionOfContent(body: string): string {
  return hashed('', [body]);
}

function hashed(modCount: string, parts: unknown[]): string {
  const text = JSON.stringify([CONVERSION_VERSION, modCount, ...parts]);
  return `${modCount}-${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
}
