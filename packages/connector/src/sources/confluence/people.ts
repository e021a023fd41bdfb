import { failsAlone } from '../fails-alone.ts';
import type { ConfluenceClient } from './client.ts';

/** Where each one costs a call (Data Center), no more than these are looked up in a run. */
const MOST_LOOKED_UP = 5_000;

type Wanted = { authors?: readonly (string | null)[]; mentioned?: readonly string[] };

/** Names of people, each asked for once in a run. Who cannot be looked up stays unnamed. */
export function createPeople(client: ConfluenceClient) {
  const names = new Map<string, string>();
  const asked = new Set<string>();
  return {
    nameOf: (id: string) => names.get(id),
    /** Authors are account ids on Cloud; Data Center tells their names right away. */
    learn: async (wanted: Wanted): Promise<void> => {
      const authors = client.edition === 'cloud' ? (wanted.authors ?? []) : [];
      const fresh = [...new Set([...authors, ...(wanted.mentioned ?? [])])]
        .filter((id) => id !== null)
        .filter((id) => id !== '' && !asked.has(id))
        .slice(0, MOST_LOOKED_UP - asked.size);
      for (const id of fresh) asked.add(id);
      if (fresh.length === 0) return;
      const found = await client.userNames(fresh).catch((error: unknown) => {
        // Scopes of a token may leave people out.
        if (failsAlone(error) || isRefused(error)) return new Map<string, string>();
        throw error;
      });
      for (const [id, name] of found) names.set(id, name);
    },
  };
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'invalid_credentials';
}

export type People = ReturnType<typeof createPeople>;
