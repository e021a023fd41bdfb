import { z } from 'zod';
import { reportedText } from './text.ts';

/** One thing to choose from: a space, a knowledge base, a site… `count`: how many documents are in it. */
export const sourceOptionSchema = z.object({
  value: reportedText({ max: 1000 }),
  label: reportedText({ max: 500 }),
  count: z.int().min(0).optional(),
});
export type SourceOption = z.output<typeof sourceOptionSchema>;

/**
 * What a verification found, by key. On the wire a list may also be a comma-separated string
 * (`"ENG,HR"`), as connectors in the field send it; `toOptionList` reads both.
 */
export const sourceOptionsSchema = z.record(
  z.string().max(100),
  z.union([reportedText({ max: 100_000 }), z.array(sourceOptionSchema).max(5000)]),
);
export type SourceOptions = z.output<typeof sourceOptionsSchema>;

export function toOptionList(option: SourceOptions[string] | undefined): SourceOption[] {
  if (option === undefined) return [];
  if (typeof option !== 'string') return option;
  return option
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ value: part, label: part }));
}
