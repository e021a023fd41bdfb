import { type ConnectorInfo, fingerprintOf } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { Database } from '../platform/db/tables.ts';
import { type ConnectorKey, findSealingKey, listLostKeys, requireKey } from './connector-keys.ts';
import { signKeyDocument } from './key-document.ts';
import type { MasterKeys } from './master-keys.ts';

/** The connector's own keys, as the rest of it uses them. Each use looks them up, for they are rotated. */
export type ConnectorKeys = {
  /** Of the root key now in use; what the operator of the app pins. */
  rootThumbprint: () => Promise<string>;
  findSealingKey: (kid: string) => Promise<ConnectorKey | undefined>;
  /** What it publishes of them. */
  publish: () => Promise<Pick<ConnectorInfo, 'key_document' | 'sealing_key'>>;
};

/** Makes what is missing, and tells in the log which root key the app has to trust. */
export async function openKeys(given: {
  database: Database;
  masterKeys: MasterKeys;
  /** Of the connector, for people. */
  name: string;
  log: Log;
}): Promise<ConnectorKeys> {
  const { database, masterKeys, name, log } = given;
  const { kysely } = database;
  const lost = await listLostKeys(kysely, masterKeys);
  const root = await requireKey(kysely, masterKeys, 'root');
  await requireKey(kysely, masterKeys, 'sealing');
  const fields = { fingerprint: fingerprintOf(root.kid), thumbprint: root.kid };
  if (lost.length > 0) {
    log.warn(
      { ...fields, security_event: 'connector_keys_replaced', count: lost.length },
      'VAULT_KEY does not open the keys of before; pin the new root key in the app as CONNECTOR_ROOT_KEY',
    );
  }
  log.info(fields, 'root key of this connector; pin it in the app as CONNECTOR_ROOT_KEY');
  return {
    rootThumbprint: async () => (await requireKey(kysely, masterKeys, 'root')).kid,
    findSealingKey: (kid) => findSealingKey(kysely, masterKeys, kid),
    publish: async () => {
      const sealing = await requireKey(kysely, masterKeys, 'sealing');
      const signer = await requireKey(kysely, masterKeys, 'root');
      const { kid, jwk } = sealing;
      return {
        key_document: await signKeyDocument(signer, { name, sealing, now: new Date() }),
        sealing_key: { kid, fingerprint: fingerprintOf(kid), jwk },
      };
    },
  };
}
