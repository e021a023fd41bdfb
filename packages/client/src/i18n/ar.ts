import { arFirst } from './ar-first.ts';
import { arLater } from './ar-later.ts';

/** All Arabic texts. */
export const ar = { ...arFirst, ...arLater } as const;
