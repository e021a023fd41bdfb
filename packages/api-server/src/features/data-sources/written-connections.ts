import { dataSourceConnectionSchema, mayWrite, type Role } from '@rita/contracts';
import type { Db } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { toConnection } from './connection.ts';
import { listConnections, listVersions, type SeenConnection } from './data-sources.store.ts';
import { shownTo } from './shown-connection.ts';

/** Characters of all texts together, which is about half as many bytes as they take at most. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

type Written = { version: number; text: string };
type Asking = Pick<Principal, 'organizationId' | 'role'>;

const keyOf = ({ id }: { id: string }, role: Role): string => `${id} ${mayWrite(role)}`;

/**
 * Connections as the JSON that goes out, written once for each version: every change of a
 * connection, and of who may find its documents, is a new version, so id and version say it all, with
 * whether who asks runs connections.
 */
export function createWrittenConnections(mostCharacters = MOST_CHARACTERS) {
  /** By id and who sees it so; what was written last stands last. */
  const written = new Map<string, Written>();
  let characters = 0;

  function drop(key: string): void {
    characters -= written.get(key)?.text.length ?? 0;
    written.delete(key);
  }

  function write(row: SeenConnection, role: Role): string {
    const shown = shownTo(role, toConnection(row));
    const text = JSON.stringify(dataSourceConnectionSchema.parse(shown));
    const key = keyOf(row, role);
    drop(key);
    written.set(key, { version: row.version, text });
    characters += text.length;
    for (const one of written.keys()) {
      if (characters <= mostCharacters) break;
      drop(one);
    }
    return text;
  }

  return {
    /** The organization's connections in the order of the catalogue: a JSON array. */
    async list(db: Db, { organizationId, role }: Asking): Promise<string> {
      const versions = await listVersions(db, organizationId);
      const texts = versions.map((row) => {
        const known = written.get(keyOf(row, role));
        return known?.version === row.version ? known.text : undefined;
      });
      const isKnown = texts.every((text) => text !== undefined);
      const rows = isKnown ? [] : await listConnections(db, organizationId);
      const all = isKnown ? texts : rows.map((row) => write(row, role));
      return `[${all.join(',')}]`;
    },
  };
}
