import type { Person } from '../../company/people.ts';
import type { DemoGroup } from './people-and-spaces.ts';

/** A page before it gets its id, dates and parents. `parent` is the title of a page in the same space. */
export type DraftPage = {
  space: string;
  title: string;
  parent?: string;
  labels: readonly string[];
  author: Person;
  body: readonly string[];
  type?: 'page' | 'blogpost';
  status?: 'current' | 'archived' | 'trashed';
  /** Who alone may read it. */
  readers?: { users?: readonly Person[]; groups?: readonly DemoGroup[] };
};
