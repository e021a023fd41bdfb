import { failsAlone } from '../fails-alone.ts';
import {
  type AccessFinding,
  type AccessPage,
  type AccessRequest,
  groupPrincipal,
  type Principal,
} from '../source-access.ts';
import { ARTICLES } from './articles.ts';
import type { CallMode } from './call-servicenow.ts';
import { openInstance } from './connect.ts';
import type { ServiceNowContext } from './context.ts';
import { readDocumentsAccess } from './read-documents-access.ts';
import { type Definitions, readDefinitions } from './readers/definitions.ts';
import { deriveGroups } from './readers/derive-groups.ts';
import { readDirectory } from './readers/directory.ts';
import { countSharedAddresses } from './readers/people.ts';
import { peoplePages } from './readers/people-pages.ts';
import { findAskedFor } from './readers/who-is-asked-for.ts';
import type { TableClient } from './table-client.ts';

const CALL_TIMEOUT_MS = 60_000;
const LONGEST_DETAIL = 300;

/**
 * Reads what articles and records say of their readers, and then who the people are whom that
 * names. It has no checkpoint: it reads no texts, so that it is short, and half of a directory from
 * before a restart and half from after it would say nothing that was ever true.
 */
export async function* readAccess(
  context: ServiceNowContext,
  request: AccessRequest,
): AsyncIterable<AccessPage> {
  const mode: CallMode = { retry: 'patient', timeoutMs: () => CALL_TIMEOUT_MS };
  const instance = openInstance(context, mode);
  const principals = new Set<Principal>();
  const pages = readDocumentsAccess(context, instance, request);
  let step = await pages.next();
  for (; !step.done; step = await pages.next()) {
    for (const { access } of step.value.documents ?? []) {
      if (access.kind !== 'rule') continue;
      for (const layer of access.layers) for (const grant of layer) principals.add(grant.principal);
    }
    yield step.value;
  }
  const { isComplete, failed } = step.value;
  const people = await readPeoplePages(instance.client, {
    principals,
    addresses: request.people.map(({ address }) => address),
    unlisted: failed,
  });
  const last = people.pages.at(-1) ?? { checkpoint: null };
  yield* people.pages.slice(0, -1);
  const findings = people.findings.map(cutDetail);
  yield { ...last, findings, end: { people: people.isRead, documents: isComplete } };
}

type PeopleRead = { pages: AccessPage[]; findings: AccessFinding[]; isRead: boolean };
type PeopleAsked = {
  /** In rules of documents that were looked at. */
  principals: ReadonlySet<Principal>;
  /** That people of the organization proved. */
  addresses: readonly string[];
  /** Tables whose documents were not looked at, so that their rules may name others. */
  unlisted: readonly string[];
};

/**
 * Nothing of it counts unless all of it could be asked for: tables that are refused or short make
 * groups smaller, one that fails for a while must not.
 */
async function readPeoplePages(client: TableClient, asked: PeopleAsked): Promise<PeopleRead> {
  const findings: AccessFinding[] = [];
  const onLack = (table: string, lack: 'refused' | 'short') => {
    findings.push({ code: `table_${lack}`, count: 1, detail: table });
  };
  const notRead = (detail: string): PeopleRead => {
    findings.push({ code: 'people_unread', count: 1, detail });
    return { pages: [], findings, isRead: false };
  };
  if (asked.unlisted.includes(ARTICLES)) return notRead('Articles could not be listed.');
  try {
    const definitions = await readDefinitions(client, onLack);
    const needs = findAskedFor(asked.principals, definitions);
    // Records name people and groups, so that of those whose table failed any group may be in use.
    const isAnyGroup = asked.unlisted.length > 0;
    const wanted = { ...needs, needsGroups: needs.needsGroups || isAnyGroup };
    const directory = await readDirectory(client, { ...wanted, ...asked }, onLack);
    const anyGroup = isAnyGroup ? [...directory.groups.names.keys()].map(groupPrincipal) : [];
    const principals = new Set([...asked.principals, ...anyGroup]);
    const groups = deriveGroups(principals, definitions, directory);
    const { accounts } = directory.people;
    findings.push(...findingsOf(definitions, countSharedAddresses(accounts)));
    return { pages: [...peoplePages(accounts, groups)], findings, isRead: true };
  } catch (error) {
    if (!failsAlone(error)) throw error;
    return notRead(error.message);
  }
}

function findingsOf({ criteria, bases, properties }: Definitions, shared: number): AccessFinding[] {
  const ofKind = (kind: string) => [...criteria.values()].filter((one) => one.kind === kind);
  const legacy = [...bases.values()].filter(({ version }) => version !== '3');
  const found: AccessFinding[] = [
    ...(['scripted', 'empty', 'unreadable'] as const).map((kind) => {
      const names = ofKind(kind).map(({ name }) => name);
      return { code: `criteria_${kind}`, count: names.length, detail: names.join(', ') };
    }),
    { code: 'addresses_shared', count: shared },
    { code: 'bases_by_older_rules', count: properties.hasLegacyBases ? legacy.length : 0 },
  ];
  return found.filter(({ count }) => count > 0);
}

function cutDetail(finding: AccessFinding): AccessFinding {
  const { detail } = finding;
  return detail === undefined ? finding : { ...finding, detail: detail.slice(0, LONGEST_DETAIL) };
}
