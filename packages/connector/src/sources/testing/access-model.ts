import { normalizeMailAddress } from '@rita/contracts';
import { type AccessRule, toAccessRule } from '../../access/access-rule.ts';
import { mayRead } from '../../access/may-read.ts';
import {
  type AccessFinding,
  type AccessPage,
  type AccessRequest,
  accountPrincipal,
  type Principal,
  type SourceAccess,
} from '../source-access.ts';
import { createModelReading, type ModelStore } from './model-reading.ts';
import type { SourceRun } from './source-run.ts';
import type { SyncOutcome } from './sync-to-end.ts';

/** Somebody of the organization, with the addresses that they proved. */
export type ModelPerson = { personId: string; addresses: readonly string[] };

/** How any driver reads who may read what. */
export type ReadAccess<Context> = (
  context: Context,
  request: AccessRequest,
) => AsyncIterable<AccessPage>;

/**
 * What a connector would have of one connection, in memory: the rules of its documents, its people
 * and their groups, by the rules of `store-access-page` and `finish-access-check`. It decides with
 * the connector's own `mayRead`. Documents `stored` before begin as nobody's.
 */
export function createAccessModel(stored: readonly string[] = []) {
  const documents: ModelStore['documents'] = new Map(
    stored.map((id) => [id, { kind: 'nobody', reason: 'not_read' }]),
  );
  const accounts: ModelStore['accounts'] = new Map();
  const groups: ModelStore['groups'] = new Map();
  const links: ModelStore['links'] = new Map();
  let generation = 0;
  let cursor: Record<string, unknown> | null = null;

  /** Many people are asked about each document, and most readings say the same of it as before. */
  const rules = new WeakMap<SourceAccess, AccessRule>();
  const ruleOf = (access: SourceAccess): AccessRule => {
    const rule = rules.get(access) ?? toAccessRule(access);
    rules.set(access, rule);
    return rule;
  };
  const isLinked = (accountId: string, { personId, addresses }: ModelPerson) => {
    const link = links.get(personId);
    return link?.accountId === accountId && addresses.includes(link.address);
  };
  const accountOf = (person: ModelPerson): string | undefined => {
    const own = person.addresses.map(normalizeMailAddress);
    const found = [...accounts].filter(
      ([id, { address, isActive }]) =>
        isActive && ((address !== null && own.includes(address)) || isLinked(id, person)),
    );
    const [[id, account] = [], ...others] = found;
    return others.length === 0 && account?.isProven ? id : undefined;
  };
  const principalsOf = (accountId: string): Set<Principal> => {
    const held = new Set([accountPrincipal(accountId)]);
    for (const principal of held) {
      for (const [group, { members }] of groups) if (members.has(principal)) held.add(group);
    }
    return held;
  };
  const heldBy = (person: ModelPerson): Set<Principal> | null => {
    const account = accountOf(person);
    return account === undefined ? null : principalsOf(account);
  };

  return {
    documents,
    groups,
    accountOf,
    /** As after a change of the settings or the credentials. */
    forgetCursor: () => {
      cursor = null;
    },
    /** Takes what a sync brought. */
    applySync: ({ documents: written, gone }: Pick<SyncOutcome, 'documents' | 'gone'>) => {
      for (const { externalId, access } of written) documents.set(externalId, access);
      for (const id of gone) documents.delete(id);
    },
    /** Whether somebody finds a document. */
    finds: (person: ModelPerson, externalId: string, now: Date): boolean => {
      const access = documents.get(externalId);
      if (access === undefined) return false;
      return mayRead(ruleOf(access), heldBy(person), now);
    },
    /** Ids of all that somebody finds. */
    foundBy: (person: ModelPerson, now: Date): Set<string> => {
      const held = heldBy(person);
      const found = [...documents].filter(([, access]) => mayRead(ruleOf(access), held, now));
      return new Set(found.map(([id]) => id));
    },
    /** A whole reading, or one that is broken off before its page `stopBefore` and goes on later. */
    read: async <Context>(
      readAccess: ReadAccess<Context>,
      open: () => SourceRun<Context>,
      { people = [], stopBefore }: { people?: readonly ModelPerson[]; stopBefore?: number } = {},
    ): Promise<ReadingOutcome> => {
      const next = () => {
        generation += 1;
        return generation;
      };
      const reading = createModelReading({ documents, accounts, groups, links, next });
      const request = (checkpoint: AccessRequest['checkpoint']): AccessRequest => ({
        checkpoint,
        cursor,
        people: people.flatMap(({ personId, addresses }) =>
          addresses.map((address) => ({ personId, address })),
        ),
        knownDocuments: async (after, limit) =>
          [...documents.keys()]
            .filter((id) => id > after)
            .toSorted()
            .slice(0, limit)
            .map((externalId) => ({ externalId, isRead: isRead(documents.get(externalId)) })),
      });
      const pages: AccessPage[] = [];
      let error: unknown;
      for (let checkpoint: AccessRequest['checkpoint'] = null, isOver = false; !isOver; ) {
        const run = open();
        isOver = true;
        try {
          for await (const page of readAccess(run.context, request(checkpoint))) {
            pages.push(page);
            reading.take(page);
            checkpoint = page.checkpoint;
            if (pages.length !== stopBefore || page.end) continue;
            isOver = false;
            reading.takeUp({ isAnew: checkpoint === null });
            break;
          }
        } catch (thrown) {
          error = thrown;
        } finally {
          await run.close();
        }
      }
      const end = pages.at(-1)?.end;
      if (error === undefined && end) cursor = reading.finish(end) ?? null;
      return { pages, error, end, findings: pages.flatMap((page) => page.findings ?? []) };
    },
  };
}

function isRead(access: SourceAccess | undefined): boolean {
  return access?.kind !== 'nobody' || !['not_read', 'not_met'].includes(access.reason);
}

export type AccessModel = ReturnType<typeof createAccessModel>;
export type ReadingOutcome = {
  pages: AccessPage[];
  error: unknown;
  end: AccessPage['end'];
  findings: AccessFinding[];
};
