import { type ConnectorInfo, fingerprintOf, type ProblemCode, type Sealing } from '@rita/contracts';
import { atFirstUse } from '@rita/platform/at-first-use';
import type { Log } from '@rita/platform/log';
import type { Db } from '../../platform/db/tables.ts';
import type { ConnectorClient, Introduction } from './connector-client.ts';
import { findRoot, insertRoot } from './connector-root.store.ts';

/** Whether credentials have to be sealed, and which root key signs what they are sealed for. */
export type SealingPolicy = {
  describe: () => Promise<{ info: ConnectorInfo | null } & Omit<Sealing, 'time'>>;
  /** Why plain credentials are not taken; undefined where they are. */
  whyNotPlain: () => Promise<ProblemCode | undefined>;
};

type Options = {
  db: Db;
  connector: Pick<ConnectorClient, 'introduce'>;
  /** Where the connector is; the root that it showed first is remembered for this address. */
  webhookUrl: string;
  /** Of CONNECTOR_ROOT_KEY. */
  pinnedRoots: readonly string[];
  mode: 'required' | 'optional';
  log: Log;
};

/**
 * Plain credentials are taken only where the operator says so and the connector never showed a key.
 * The browser checks everything itself; the app checks too, so that the operator hears of it.
 */
export function createSealingPolicy(options: Options): SealingPolicy {
  const { db, connector, pinnedRoots, mode } = options;
  const address = addressOf(options.webhookUrl);
  const watch = createKeyWatch(options.log);

  async function trustedRoots(info: ConnectorInfo | null): Promise<readonly string[]> {
    if (pinnedRoots.length > 0) return pinnedRoots;
    const known = await findRoot(db, address);
    if (known !== undefined) return [known];
    const root = await watch.check(info, []);
    if (root === undefined) return [];
    if (await insertRoot(db, address, root)) watch.trusted(root);
    return trustedRoots(info);
  }

  async function describe() {
    const introduction = await connector.introduce();
    const { info, reachable } = introduction;
    const roots = [...(await trustedRoots(info))];
    if (roots.length > 0) await watch.check(info, roots);
    const required = mode === 'required' || roots.length > 0 || !isKeyless(introduction);
    return { info, reachable, required, roots, pinned: pinnedRoots.length > 0 };
  }

  return {
    describe,
    whyNotPlain: async () => {
      if (mode === 'required') return 'sealing_required';
      const { required, reachable, roots } = await describe();
      if (!required) return undefined;
      return reachable || roots.length > 0 ? 'sealing_required' : 'connector_key_unavailable';
    },
  };
}

/** A connector that does not answer may have keys. */
function isKeyless({ info, reachable }: Introduction): boolean {
  return reachable && !info?.key_document && !info?.sealing_key;
}

/** Without what may be secret in an address. */
function addressOf(webhookUrl: string): string {
  const { origin, pathname } = new URL(webhookUrl);
  return origin + pathname;
}

/** The cryptography, which comes with the first key that is to be checked. */
const loadSealing = atFirstUse(() => import('@rita/contracts/sealing'));

/** Checks key documents, and tells the operator once of each kind of fault. */
function createKeyWatch(log: Log) {
  let told: string | undefined;
  return {
    trusted: (root: string) => {
      const fields = { fingerprint: fingerprintOf(root), thumbprint: root };
      log.warn(
        fields,
        'the first root key of the connector is trusted from now on; better pin it: CONNECTOR_ROOT_KEY',
      );
    },
    /** The root that signed; undefined where there is no document, or one that is not right. */
    check: async (info: ConnectorInfo | null, roots: readonly string[]) => {
      if (!info?.key_document) return undefined;
      const sealing = await loadSealing();
      try {
        const now = Date.now() / 1000;
        const { root } = await sealing.verifyKeyDocument(info.key_document, { roots, now });
        told = undefined;
        return root;
      } catch (error) {
        if (!(error instanceof sealing.KeyDocumentError)) throw error;
        const { code } = error;
        if (told !== code) log.warn({ security_event: 'connector_key_refused', code }, code);
        told = code;
        return undefined;
      }
    },
  };
}
