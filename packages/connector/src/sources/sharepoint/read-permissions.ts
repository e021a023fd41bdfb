import { failsAlone } from '../fails-alone.ts';
import type { SourceError } from '../source.ts';
import type { SourceAccess } from '../source-access.ts';
import { UnprovenList } from '../unproven-list.ts';
import { accessOf, type Tallies } from './access.ts';
import { type Graph, toPage } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import { listSchema, type Permission, permissionSchema, type Site } from './shapes.ts';

/** Of what permissions are asked: the path of an item of a library, such as `/drives/b!x/items/01`. */
export type Asked = { path: string; site: Site };

/** `unread`: it failed, and may be answered another time. */
export type ReadAccess = { access: SourceAccess | 'unread'; tallies: Tallies };

/** Reads who may open each of some items, in the order in which they are asked for. */
export type PermissionReader = (asked: readonly Asked[]) => Promise<ReadAccess[]>;

/** Groups are numbered anew in each site collection: `<host>,<collection>,<site>`. */
export function collectionOf({ id }: Site): string {
  return (id.split(',')[1] ?? id).toLowerCase();
}

/** Twenty items in one call; a list with more pages is followed to its end. */
export function createPermissionReader(
  graph: Graph,
  { settings, now }: { settings: SharePointSettings; now: () => Date },
): PermissionReader {
  return async (asked) => {
    const answers = await graph.batch(asked.map(({ path }) => ({ path: `${path}/permissions` })));
    const read: ReadAccess[] = [];
    for (const [index, { body, error }] of answers.entries()) {
      const collection = collectionOf(asked[index]?.site ?? { id: '' });
      const listed = error ? outcomeOf(error) : await wholeList(graph, body);
      const reading = { settings, collection, now: now() };
      read.push(Array.isArray(listed) ? accessOf(listed, reading) : listed);
    }
    return read;
  };
}

async function wholeList(graph: Graph, body: unknown): Promise<Permission[] | ReadAccess> {
  const parsed = listSchema.safeParse(body);
  if (!parsed.success) return unread();
  const first = toPage(parsed.data, permissionSchema);
  const all = [...first.items];
  try {
    if (first.next !== undefined) {
      for await (const { items } of graph.list(first.next, permissionSchema)) all.push(...items);
    }
    return all;
  } catch (error) {
    if (!failsAlone(error)) throw error;
    return outcomeOf(error);
  }
}

/** What the app may not see is nobody's; of what failed nobody knows. */
function outcomeOf(error: SourceError): ReadAccess {
  if (!failsAlone(error)) throw error;
  if (error instanceof UnprovenList) return nobody('incomplete');
  const isRefused = error.code === 'insufficient_permissions' || error.code === 'not_found';
  return isRefused ? nobody('refused') : unread();
}

const nobody = (reason: 'incomplete' | 'refused'): ReadAccess => ({
  access: { kind: 'nobody', reason },
  tallies: {},
});

const unread = (): ReadAccess => ({ access: 'unread', tallies: { permissions_unread: 1 } });

/** For a document that is stored with its access: what failed is nobody's until it is read. */
export function orNobody({ access }: ReadAccess): SourceAccess {
  return access === 'unread' ? { kind: 'nobody', reason: 'not_read' } : access;
}
