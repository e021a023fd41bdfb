import { type ClassValue, clsx } from 'clsx';
import { twMerge } from 'tailwind-merge';

/**
 * Joins class names. Of two that set the same property the style sheet's order would choose one, so
 * there may not be two; one that has to win over a component's own is marked as important (`size-7!`).
 */
export function classNames(...values: ClassValue[]): string {
  const joined = clsx(values);
  if (import.meta.env.MODE !== 'production') refuseTwoForOne(joined);
  return joined;
}

/** Not in a build for people, so that nobody loads what can tell. */
function refuseTwoForOne(joined: string): void {
  const kept = twMerge(joined);
  if (kept !== joined) throw new Error(`“${joined}”: two set the same, “${kept}” is enough`);
}
