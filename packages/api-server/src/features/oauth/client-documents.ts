import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { errors } from 'oidc-provider';
import type { Tables } from '../../platform/db/tables.ts';
import { ClientRefusedError, tidyClient } from './tidy-client.ts';

/** How long a client is believed that its own server does not describe any more. */
const KEPT_DAYS = 30;
const MOST_KEPT = 1_000;

export type ClientDocuments = {
  /**
   * The answer of a client's server, tidied where it describes the client of that address, and the
   * last valid one where the server is away or answers with an error.
   */
  answer: (url: string, ask: () => Promise<Response>) => Promise<Response>;
};

/** Client id metadata documents, with a memory: servers of large clients have been away for hours. */
export function createClientDocuments(db: Kysely<Tables>): ClientDocuments {
  return {
    async answer(url, ask) {
      const answered = await ask().catch(() => undefined);
      if (answered?.status !== 200) {
        const kept = await findDocument(db, url);
        if (kept !== undefined) return toResponse(kept);
        if (answered === undefined) throw new Error('the client’s server did not answer');
        return answered;
      }
      const text = await answered.text();
      const document = describedBy(text, url);
      if (document === undefined) return new Response(text, answered);
      await keepDocument(db, url, document);
      return toResponse(document, answered.headers.get('cache-control'));
    },
  };
}

/** Undefined for keys and whatever else is fetched; a client that describes itself wrongly is refused by its own words. */
function describedBy(text: string, url: string): Record<string, unknown> | undefined {
  const document = parse(text);
  if (document?.client_id !== url) return undefined;
  // A shared secret that the whole world can read is none; the server refuses it by these fields.
  const { client_secret, client_secret_expires_at } = document;
  const secrets = JSON.parse(JSON.stringify({ client_secret, client_secret_expires_at }));
  return { ...tidy(document), ...secrets };
}

/** What is refused is answered by the server, in its own words. */
function tidy(document: Record<string, unknown>) {
  try {
    return tidyClient(document);
  } catch (error) {
    if (error instanceof ClientRefusedError) throw new errors.InvalidClientMetadata(error.message);
    throw error;
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function toResponse(document: Record<string, unknown>, cacheControl: string | null = null) {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (cacheControl !== null) headers.set('cache-control', cacheControl);
  return new Response(JSON.stringify(document), { headers });
}

async function findDocument(db: Kysely<Tables>, url: string) {
  const row = await db
    .selectFrom('client_documents')
    .select('document')
    .where('url', '=', url)
    .where('fetched_at', '>', sql<Date>`now() - make_interval(days => ${KEPT_DAYS})`)
    .executeTakeFirst();
  return row?.document;
}

async function keepDocument(db: Kysely<Tables>, url: string, document: Record<string, unknown>) {
  const json = sql<Record<string, unknown>>`${JSON.stringify(document)}::jsonb`;
  await db
    .insertInto('client_documents')
    .values({ url, document: json })
    .onConflict((conflict) =>
      conflict.column('url').doUpdateSet({ document: json, fetched_at: sql<Date>`now()` }),
    )
    .execute();
  // Anybody may name an address; those that somebody let in are not pushed out by it.
  await sql`
    delete from client_documents where url in (
      select url from client_documents d
      order by exists (select from assistants a where a.client_id = d.url) desc, fetched_at desc
      offset ${MOST_KEPT})`.execute(db);
}
