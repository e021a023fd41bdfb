import { SourceError } from '../source.ts';
import { ANONYMOUS, type Layer, LICENSED, toLayer } from './access.ts';
import type { ConfluenceClient, Space } from './client.ts';
import { asItsOwn } from './its-own.ts';
import { asFarAsTold } from './list-page.ts';

export type PlaceReaders = {
  /** Who may use the site, and who may view the space. */
  layersOf: (space: Space) => Promise<{ site: Layer; space: Layer }>;
};

/**
 * Who may be in a place at all, each asked for once in a run. What people see who are not signed in
 * is found out by looking without signing in, which takes the site's own settings into account.
 */
export function createPlaceReaders(given: {
  client: ConfluenceClient;
  /** Signs in as nobody. */
  anonymous: ConfluenceClient;
  spaces: readonly Space[];
}): PlaceReaders {
  const { client } = given;
  let site: Promise<Layer> | undefined;
  let open: Promise<ReadonlySet<string>> | undefined;
  const spaces = new Map<string, Promise<Layer>>();
  const readSpace = async (space: Space): Promise<Layer> => {
    const layer = await toLayer(asItsOwn(client, client.access.readSpaceReaders(space)));
    if (layer.is !== 'named' || !layer.readers.principals.includes(ANONYMOUS)) return layer;
    open ??= findOpenSpaces(given);
    const others = layer.readers.principals.filter((one) => one !== ANONYMOUS);
    // Whoever has an account may view what anybody may view who has none.
    const principals = (await open).has(space.id) ? [...new Set([...others, LICENSED])] : others;
    return { is: 'named', readers: { ...layer.readers, principals } };
  };
  return {
    layersOf: async (space) => {
      site ??= toLayer(asItsOwn(client, client.access.readSiteReaders()));
      const known = spaces.get(space.id) ?? readSpace(space);
      spaces.set(space.id, known);
      return { site: await site, space: await known };
    },
  };
}

/** Nothing, where it cannot be found out. */
async function findOpenSpaces({
  anonymous,
  spaces,
}: Parameters<typeof createPlaceReaders>[0]): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  try {
    // Something in front of the site may sign in whoever comes by.
    if (!(await anonymous.access.isAnonymous())) return seen;
    const keys = spaces.map(({ key }) => key);
    const found = new Map(spaces.map(({ id, key }) => [id, key]));
    for await (const { items } of asFarAsTold(anonymous.listSpaces(keys))) {
      for (const { id, key } of items) if (found.get(id) === key) seen.add(id);
    }
    return seen;
  } catch (error) {
    if (error instanceof SourceError) return seen;
    throw error;
  }
}
