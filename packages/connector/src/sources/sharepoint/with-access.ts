import type { SourceDocument } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { findPagesLibrary, namesOfPage } from './page-access.ts';
import { pathIn } from './place-access.ts';
import type { AddPageAccess, ReadDocument } from './read-document.ts';
import { orNobody, type PermissionReader } from './read-permissions.ts';
import type { Drive, Site } from './shapes.ts';

/** Files with who may open them, each as its own permissions say. */
export async function withFileAccess(
  readPermissions: PermissionReader,
  site: Site,
  documents: readonly ReadDocument[],
): Promise<SourceDocument[]> {
  const asked = documents.map(({ externalId }) => {
    const [drive = '', item = ''] = externalId.split('/').map(encodeURIComponent);
    return { path: `/drives/${drive}/items/${item}`, site };
  });
  const accesses = (await readPermissions(asked)).map(orNobody);
  return documents.map((document, index) => ({
    ...document,
    access: accesses[index] ?? { kind: 'nobody', reason: 'not_read' },
  }));
}

/** Site pages with who may open them, as the permissions of their files say. */
export function createPageAccess(graph: Graph, readPermissions: PermissionReader): AddPageAccess {
  const libraries = new Map<string, Promise<Drive | 'none' | 'unread'>>();
  const libraryOf = (site: Site) => {
    const found = libraries.get(site.id) ?? findPagesLibrary(graph, site);
    libraries.set(site.id, found);
    return found;
  };
  return async (site, documents) => {
    if (documents.length === 0) return [];
    const drive = await libraryOf(site);
    const paths = documents.map(({ url }) => {
      const names = typeof drive === 'string' ? undefined : namesOfPage({ webUrl: url }, drive);
      return names && typeof drive !== 'string' ? pathIn(drive, names) : undefined;
    });
    const asked = paths.flatMap((path) => (path === undefined ? [] : [{ path, site }]));
    const answers = (await readPermissions(asked)).values();
    return documents.map((document, index) => {
      const answer = paths[index] === undefined ? undefined : answers.next().value;
      const reason = drive === 'unread' ? 'not_read' : 'incomplete';
      const access = answer ? orNobody(answer) : ({ kind: 'nobody', reason } as const);
      return { ...document, access };
    });
  };
}
