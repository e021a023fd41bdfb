import { normalizeMailAddress } from '@rita/contracts';
import type { SampleServiceNow } from '@rita/sample-sources';
import { type AccessRule, toAccessRule } from '../../access/access-rule.ts';
import { mayRead } from '../../access/may-read.ts';
import { convertHere } from '../../convert/testing.ts';
import type { SourceAnswer, SourceHttp } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import {
  type AccessPage,
  accountPrincipal,
  type Principal,
  type SourceAccount,
} from '../source-access.ts';
import { sourceConvert } from '../source-convert.ts';
import type { ServiceNowContext } from './context.ts';
import { readAccess } from './read-access.ts';

/** What a connector keeps of accounts, groups and rules, in memory: for tests with very many cases. */
export function createAccessModel(stored: readonly string[]) {
  const accounts = new Map<string, SourceAccount>();
  const groups = new Map<Principal, ReadonlySet<Principal>>();
  const rules = new Map<string, AccessRule>(
    stored.map((id) => [id, { kind: 'nobody', reason: 'not_read' }]),
  );
  const unread = new Set<string>();

  /** One reading, page by page as the connector stores it. */
  const take = async (pages: AsyncIterable<AccessPage>): Promise<AccessPage[]> => {
    const taken: AccessPage[] = [];
    const seen = {
      accounts: new Set<string>(),
      groups: new Set<string>(),
      rules: new Set<string>(),
    };
    const parts = new Map<Principal, Set<Principal>>();
    for await (const page of pages) {
      taken.push(page);
      for (const account of page.accounts ?? []) {
        accounts.set(account.accountId, account);
        seen.accounts.add(account.accountId);
      }
      for (const { principal, members, isLast } of page.groups ?? []) {
        const all = parts.get(principal) ?? new Set();
        for (const member of members) all.add(member);
        parts.set(principal, all);
        if (!isLast) continue;
        groups.set(principal, all);
        seen.groups.add(principal);
      }
      for (const { externalId, access } of page.documents ?? []) {
        seen.rules.add(externalId);
        if (rules.has(externalId)) rules.set(externalId, toAccessRule(access));
      }
      for (const id of page.unreadDocuments ?? []) unread.add(id);
    }
    const end = taken.at(-1)?.end;
    if (end?.people) {
      for (const id of accounts.keys()) if (!seen.accounts.has(id)) accounts.delete(id);
      for (const id of groups.keys()) if (!seen.groups.has(id)) groups.delete(id);
    }
    for (const id of end?.documents ? rules.keys() : []) {
      if (!seen.rules.has(id)) rules.set(id, { kind: 'nobody', reason: 'not_met' });
    }
    return taken;
  };

  const principalsOf = (accountId: string): Set<Principal> => {
    const held = new Set([accountPrincipal(accountId)]);
    for (const member of held) {
      for (const [group, members] of groups) if (members.has(member)) held.add(group);
    }
    return held;
  };

  const accountOf = (address: string): string | undefined => {
    const wanted = normalizeMailAddress(address);
    const found = [...accounts.values()].filter(
      (one) => one.isActive && one.address !== null && normalizeMailAddress(one.address) === wanted,
    );
    return wanted !== null && found.length === 1 ? found[0]?.accountId : undefined;
  };

  return {
    rules,
    groups,
    unread,
    take,
    /** Ids of documents that whoever has an address finds. */
    foundBy: (address: string): Set<string> => {
      const account = accountOf(address);
      const principals = account === undefined ? null : principalsOf(account);
      const now = new Date();
      return new Set(
        [...rules].filter(([, rule]) => mayRead(rule, principals, now)).map(([id]) => id),
      );
    },
  };
}
export type AccessModel = ReturnType<typeof createAccessModel>;

/** A reading of a sample's permissions without a network between. */
export function readHere(
  sample: SampleServiceNow,
  {
    stored,
    settings = {},
    through,
    people = [],
  }: {
    stored: readonly string[];
    settings?: object;
    through?: (http: SourceHttp) => SourceHttp;
    /** Addresses that people of the organization proved. */
    people?: readonly string[];
  },
): AsyncIterable<AccessPage> {
  const http: SourceHttp = { send: async (request) => answerOf(sample, request) };
  const context = {
    settings: { ...sample.settings, ...settings },
    credentials: sample.credentials,
    http: through?.(http) ?? http,
    convert: sourceConvert(convertHere),
    signal: new AbortController().signal,
    now: () => new Date(),
  };
  const sorted = stored.toSorted();
  return readAccess(context as unknown as ServiceNowContext, {
    checkpoint: null,
    people: people.map((address) => ({ personId: address, address })),
    knownDocuments: async (after, limit) =>
      sorted
        .filter((id) => id > after)
        .slice(0, limit)
        .map((externalId) => ({ externalId })),
  });
}

function answerOf(
  sample: SampleServiceNow,
  request: Parameters<SourceHttp['send']>[0],
): SourceAnswer {
  const url = new URL(request.url);
  const path = `${url.pathname}${url.search}`;
  const { authorization } = request.headers ?? {};
  const reply = sample.ask({ method: request.method ?? 'GET', path, authorization });
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const headers = new Headers({ 'content-type': 'application/json', ...reply.headers });
  return {
    status: reply.status,
    headers,
    headerLines: (name) => [headers.get(name) ?? ''],
    url: String(url),
    body: Buffer.from(text),
    text: () => text,
    json: () => parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceError('upstream_error', 'no JSON');
  }
}
