import { deFirst } from './de-first.ts';
import { deLater } from './de-later.ts';

/** All German texts. */
export const de = { ...deFirst, ...deLater } as const;
