import type { GetICUArgs } from '@schummar/icu-type-parser';
import type { enFirst } from './en-first.ts';
import type { enLater } from './en-later.ts';

type ArgumentTypes = { ICUArgument: string | number; ICUNumberArgument: number };
type ArgumentsOf<Message extends string> = GetICUArgs<Message, ArgumentTypes>;

/** A message becomes a text, or a function of what goes into it. */
type Text<Message extends string> = string extends Message
  ? string
  : keyof ArgumentsOf<Message> extends never
    ? string
    : (values: ArgumentsOf<Message>) => string;

type Section<T> = T extends string
  ? Text<T>
  : T extends readonly string[]
    ? readonly string[]
    : { readonly [K in keyof T]: Section<T[K]> };

/** Every text of the app, as components use it. */
export type Texts = FirstTexts & LaterTexts;
export type FirstTexts = Section<typeof enFirst>;
export type LaterTexts = Section<typeof enLater>;

/** What a translation of English messages has to hold: each of them, and no other. */
export type Translated<T> = T extends string
  ? string
  : { readonly [K in keyof T]: Translated<T[K]> };
