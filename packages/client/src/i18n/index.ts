import { en } from './en.ts';

/** Every text of the app, in the language in use. */
export type Texts = typeof en;
export const t: Texts = en;
