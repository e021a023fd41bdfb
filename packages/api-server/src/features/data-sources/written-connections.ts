import { dataSourceConnectionSchema } from '@rita/contracts';
import type { Db } from '../../platform/db/tables.ts';
import { toConnection } from './connection.ts';
import { listConnections, listVersions, type SeenConnection } from './data-sources.store.ts';

/** Characters of all texts together, which is about half as many bytes as they take at most. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

type Written = { version: number; text: string };

/**
 * Connections as the JSON that goes out, written once for each version: every change of a
 * connection, and of who may find its documents, is a new version, so id and version say it all.
 */
export function createWrittenConnections(mostCharacters = MOST_CHARACTERS) {
  /** By id; what was written last stands last. */
  const written = new Map<string, Written>();
  let characters = 0;

  function drop(id: string): void {
    characters -= written.get(id)?.text.length ?? 0;
    written.delete(id);
  }

  function write(row: SeenConnection): string {
    const text = JSON.stringify(dataSourceConnectionSchema.parse(toConnection(row)));
    drop(row.id);
    written.set(row.id, { version: row.version, text });
    characters += text.length;
    for (const id of written.keys()) {
      if (characters <= mostCharacters) break;
      drop(id);
    }
    return text;
  }

  return {
    /** The organization's connections in the order of the catalogue: a JSON array. */
    async list(db: Db, organizationId: string): Promise<string> {
      const versions = await listVersions(db, organizationId);
      const texts = versions.map(({ id, version }) => {
        const known = written.get(id);
        return known?.version === version ? known.text : undefined;
      });
      const isKnown = texts.every((text) => text !== undefined);
      const all = isKnown ? texts : (await listConnections(db, organizationId)).map(write);
      return `[${all.join(',')}]`;
    },
  };
}
