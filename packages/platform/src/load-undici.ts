import { atFirstUse } from './at-first-use.ts';

/** Node's own `fetch` cannot be told how to dial; this library is loaded by whoever first has to. */
export const loadUndici = atFirstUse(() => import('undici'));
