import type { ConfluenceClient } from './client.ts';
import { isLeftOut } from './is-left-out.ts';

/** On Data Center each one costs a call. */
const MOST_LOOKED_UP = { cloud: Infinity, data_center: 5_000 };

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
        .slice(0, MOST_LOOKED_UP[client.edition] - asked.size);
      for (const id of fresh) asked.add(id);
      if (fresh.length === 0) return;
      const found = await client.userNames(fresh).catch((error: unknown) => {
        if (isLeftOut(error)) return new Map<string, string>();
        throw error;
      });
      for (const [id, name] of found) names.set(id, name);
    },
  };
}

export type People = ReturnType<typeof createPeople>;
