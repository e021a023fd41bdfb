import { normalizeMailAddress } from '@rita/contracts';
import { toAccessRule } from '../../access/access-rule.ts';
import { mayRead } from '../../access/may-read.ts';
import {
  type AccessFinding,
  type AccessPage,
  type AccessRequest,
  accountPrincipal,
  type Principal,
  type SourceAccess,
} from '../source-access.ts';
import type { SourceRun } from './source-run.ts';
import type { SyncOutcome } from './sync-to-end.ts';

/** Somebody of the organization, with the addresses that they proved. */
export type ModelPerson = { personId: string; addresses: readonly string[] };

type Account = { address: string | null; isActive: boolean; generation: number };
type Group = { members: ReadonlySet<Principal>; generation: number; isUnread: boolean };

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
  const documents = new Map<string, SourceAccess>(
    stored.map((id) => [id, { kind: 'nobody', reason: 'not_read' }]),
  );
  const accounts = new Map<string, Account>();
  const groups = new Map<Principal, Group>();
  const links = new Map<string, { accountId: string; address: string; generation: number }>();
  let generation = 0;
  let cursor: Record<string, unknown> | null = null;

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
    return found.length === 1 ? found[0]?.[0] : undefined;
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
      return mayRead(toAccessRule(access), heldBy(person), now);
    },
    /** Ids of all that somebody finds. */
    foundBy: (person: ModelPerson, now: Date): Set<string> => {
      const held = heldBy(person);
      const found = [...documents].filter(([, access]) => mayRead(toAccessRule(access), held, now));
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
      const reading = createReading({ documents, accounts, groups, links, next });
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

type Stored = {
  documents: Map<string, SourceAccess>;
  accounts: Map<string, Account>;
  groups: Map<Principal, Group>;
  links: Map<string, { accountId: string; address: string; generation: number }>;
  /** Gives the number of another reading. */
  next: () => number;
};

function createReading({ documents, accounts, groups, links, next }: Stored) {
  let generation = next();
  const parts = new Map<Principal, Set<Principal>>();
  const met = new Set<string>();
  const takePeople = (page: AccessPage) => {
    for (const { accountId, address, isActive } of page.accounts ?? []) {
      const normal = address === null ? null : normalizeMailAddress(address);
      accounts.set(accountId, { address: normal, isActive, generation });
    }
    for (const { principal, members, isLast } of page.groups ?? []) {
      const whole = parts.get(principal) ?? new Set();
      for (const member of members) whole.add(member);
      parts.set(principal, whole);
      if (isLast) groups.set(principal, { members: whole, generation, isUnread: false });
    }
    for (const principal of page.unreadGroups ?? []) {
      const group = groups.get(principal);
      if (group) group.isUnread = true;
    }
    for (const { personId, accountId, address } of page.links ?? []) {
      links.set(personId, { accountId, address, generation });
    }
    for (const personId of page.unreadLinks ?? []) {
      const link = links.get(personId);
      if (link) link.generation = generation;
    }
  };
  return {
    /** After it was broken off. */
    takeUp: ({ isAnew }: { isAnew: boolean }) => {
      parts.clear();
      if (!isAnew) return;
      generation = next();
      met.clear();
    },
    take: (page: AccessPage) => {
      takePeople(page);
      for (const { externalId, access } of page.documents ?? []) {
        if (documents.has(externalId)) documents.set(externalId, access);
        met.add(externalId);
      }
      for (const id of [...(page.unreadDocuments ?? []), ...(page.unchangedDocuments ?? [])]) {
        met.add(id);
      }
    },
    finish: (end: NonNullable<AccessPage['end']>) => {
      if (end.people) {
        for (const [id, one] of accounts) if (one.generation < generation) accounts.delete(id);
        for (const [id, { generation: of, isUnread }] of groups) {
          if (of < generation && !isUnread) groups.delete(id);
        }
        for (const [id, one] of links) if (one.generation < generation) links.delete(id);
      }
      if (end.documents) {
        const unmet = [...documents.keys()].filter((id) => !met.has(id));
        for (const id of unmet) documents.set(id, { kind: 'nobody', reason: 'not_met' });
      }
      return end.cursor;
    },
  };
}
