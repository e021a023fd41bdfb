import { enFirst } from './en-first.ts';
import { enLater } from './en-later.ts';

/** All English texts. Each part is a section of its own; a value is an ICU message. */
export const en = { ...enFirst, ...enLater } as const;
