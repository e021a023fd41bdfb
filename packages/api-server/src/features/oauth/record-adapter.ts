import { type Kysely, sql } from 'kysely';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Tables } from '../../platform/db/tables.ts';
import { openText, sealText } from '../../platform/sealed-text.ts';
import { hashOfId, placeOf } from './record-place.ts';

/** Two refreshes with one token, by tabs or a retry, are no theft; after this time the second is. */
const GRACE_SECONDS = 10;
const GRACEFUL = 'RefreshToken';

type RecordDeps = {
  db: Kysely<Tables>;
  key: Buffer;
  /** Ends a grant of which a token was used twice or given back. */
  endGrant: (grantId: string) => Promise<void>;
};

/**
 * The authorization server's memory in our database. The id of a token is the token, so only its
 * digest is a column, and the payload, which has it too, is sealed.
 */
export function createRecordAdapter(model: string, { db, key, endGrant }: RecordDeps): Adapter {
  const isMine = (column: 'id_hash' | 'uid_hash', value: string) =>
    db
      .selectFrom('oauth_records')
      .select(['id_hash', 'payload'])
      .select(
        sql<boolean>`consumed_at is not null and (${model} <> ${GRACEFUL}
        or consumed_at < now() - make_interval(secs => ${GRACE_SECONDS}))`.as('is_consumed'),
      )
      .where('model', '=', model)
      .where(column, '=', hashOfId(value))
      .where((where) =>
        where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<Date>`now()`)]),
      )
      .executeTakeFirst();

  async function read(column: 'id_hash' | 'uid_hash', value: string) {
    const row = await isMine(column, value);
    if (row === undefined) return undefined;
    const text = openText(key, placeOf(model, row.id_hash), row.payload);
    // Sealed with another AUTH_SECRET: as if it had ended.
    if (text === undefined) return undefined;
    const payload = JSON.parse(text) as AdapterPayload;
    return row.is_consumed ? { ...payload, consumed: true } : payload;
  }

  return {
    find: (id) => read('id_hash', id),
    findByUid: (uid) => read('uid_hash', uid),
    // Devices are not offered.
    findByUserCode: async () => undefined,
    async upsert(id, payload, expiresIn) {
      const idHash = hashOfId(id);
      const expires = expiresIn
        ? sql<Date>`now() + make_interval(secs => ${expiresIn})`
        : sql<null>`null`;
      const values = {
        uid_hash: payload.uid === undefined ? null : hashOfId(payload.uid),
        grant_id: payload.grantId ?? (model === 'Grant' ? id : null),
        client_id: model === 'Client' ? id : (payload.clientId ?? null),
        payload: sealText(key, placeOf(model, idHash), JSON.stringify(payload)),
        expires_at: expires,
      };
      await db
        .insertInto('oauth_records')
        .values({ model, id_hash: idHash, ...values })
        .onConflict((conflict) => conflict.columns(['model', 'id_hash']).doUpdateSet(values))
        .execute();
    },
    async consume(id) {
      const used = await db
        .updateTable('oauth_records')
        .set({ consumed_at: sql<Date>`now()` })
        .where('model', '=', model)
        .where('id_hash', '=', hashOfId(id))
        .where('consumed_at', 'is', null)
        .returning('model')
        .executeTakeFirst();
      // Two replicas may have found the same code unused; one of them has used it.
      if (used === undefined && model !== GRACEFUL) {
        throw new errors.InvalidGrant('it was used already');
      }
    },
    async destroy(id) {
      await db
        .deleteFrom('oauth_records')
        .where('model', '=', model)
        .where('id_hash', '=', hashOfId(id))
        .execute();
    },
    revokeByGrantId: endGrant,
  };
}
