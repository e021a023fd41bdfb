import { createHash } from 'node:crypto';
import { CONVERSION_VERSION } from '../../convert/conversion-version.ts';
import type { Layer } from './access.ts';

/** What a listing tells of an item; `version` is that of the body that was really served. */
export type Place = {
  kind: string;
  title: string;
  url: string | null;
  path: string[];
  version: number;
};

/**
 * Changes with whatever of a document may change: a move or a new title above it does not raise
 * Confluence's version number, and neither does a restriction. It has three parts, so that each
 * can be compared as soon as it is known: version, place, restriction.
 */
export function revisionOf(place: Place, restrictions: readonly Layer[]): string {
  const restricting = restrictions.flatMap((layer) => markOf(layer) ?? []);
  return `${placeOf(place)}-${hash(restricting.length > 0 ? restricting : null)}`;
}

/** Errors differ from one time to the next although they mean the same. */
function markOf(layer: Layer): string | undefined {
  if (layer.is === 'open') return undefined;
  return layer.is === 'named' ? JSON.stringify(layer.readers.principals) : layer.is;
}

/** Whether a stored revision differs in its restriction at most. */
export function isSamePlace(known: string | undefined, place: Place): boolean {
  return known?.startsWith(`${placeOf(place)}-`) === true;
}

export function isSameVersion(known: string | undefined, version: number): boolean {
  return known?.startsWith(`${version}-`) === true;
}

function placeOf({ kind, title, url, path, version }: Place): string {
  return `${version}-${hash([CONVERSION_VERSION, kind, title, url, path])}`;
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}
