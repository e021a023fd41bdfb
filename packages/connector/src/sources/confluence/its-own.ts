import { SourceError } from '../source.ts';
import { isOfTheAccount } from './access.ts';
import type { ConfluenceClient } from './client.ts';

/**
 * What an error about one item is worth: a refusal of our credentials is the item's own while the
 * account is signed in all the same. Somebody else may stand before it, or a login page.
 */
export async function itsOwn(client: ConfluenceClient, error: unknown): Promise<unknown> {
  if (!isOfTheAccount(error)) return error;
  const isSignedIn = await client.whoAmI().then(
    () => true,
    () => false,
  );
  return isSignedIn ? new SourceError('insufficient_permissions', REFUSED) : error;
}

const REFUSED = 'Confluence refuses this to the account, which is signed in.';

/** `work` for one item or a few, with errors that are `itsOwn`. */
export async function asItsOwn<T>(client: ConfluenceClient, work: Promise<T>): Promise<T> {
  return work.catch(async (error: unknown) => {
    throw await itsOwn(client, error);
  });
}
