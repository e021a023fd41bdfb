import type { Answers } from './answers.ts';
import type { GalleryStep } from './take-steps.ts';

/** What can be looked at: a page as it is in some state. */
export type GalleryState = {
  name: string;
  path: string;
  /** What differs from the usual. */
  answers: Answers;
  /** What is done before it is looked at. */
  steps?: readonly GalleryStep[];
  /** Selector of what has to be there then; a heading where nothing is said. */
  until?: string;
};
