import type { Reader } from '@rita/contracts';
import type { SourceDocument, SourceDriver } from '../src/sources/source.ts';
import type { AccessPage, AccessRequest, SourceAccess } from '../src/sources/source-access.ts';
import { type Connection, connectionSteps } from './connection-steps.ts';
import { fakeDriver } from './fake-driver.ts';
import { type drivers, startTestConnector, TOKEN } from './test-connector.ts';

/** What the scripted source says of who may read what. */
export type AccessScript = {
  /** By document; others are nobody's. */
  documents: Map<string, SourceAccess>;
  /** Pages of the next reading. */
  pages: (request: AccessRequest) => Iterable<AccessPage> | AsyncIterable<AccessPage>;
  requests: AccessRequest[];
};

/** A connector whose one source says of permissions what the test wants it to. */
export async function startScriptedConnector(overrides: Record<string, string> = {}) {
  const script: AccessScript = { documents: new Map(), pages: () => [], requests: [] };
  const accessOf = (id: string): SourceAccess =>
    script.documents.get(id) ?? { kind: 'nobody', reason: 'not_read' };
  const driver = {
    ...fakeDriver,
    async *sync(...given: Parameters<SourceDriver['sync']>) {
      for await (const page of fakeDriver.sync(...(given as Parameters<typeof fakeDriver.sync>))) {
        const withAccess = (one: SourceDocument) => ({ ...one, access: accessOf(one.externalId) });
        yield { ...page, documents: page.documents.map(withAccess) };
      }
    },
    async *readAccess(_: unknown, request: AccessRequest) {
      script.requests.push(request);
      yield* script.pages(request);
    },
  };
  const at = await startTestConnector(overrides, {
    confluence: async () => driver as unknown as SourceDriver,
    servicenow: 'missing',
    sharepoint: 'missing',
    websearch: 'missing',
  } satisfies typeof drivers);
  return { ...at, script, ...stepsOf(at) };
}

function stepsOf(at: Awaited<ReturnType<typeof startTestConnector>>) {
  const steps = connectionSteps(at);
  return {
    ...steps,
    /** A verified connection of a tenant, its twelve documents (`d0-0` … `d2-3`) synced. */
    connect: async (tenantId: string): Promise<Connection> => {
      const connection = at.payload({
        tenant_id: tenantId,
        credentials: { personal_access_token: TOKEN },
      });
      await steps.verify(connection);
      await steps.sync(connection);
      return connection;
    },
    /** What somebody finds, by the names of the documents. */
    titles: async (tenantId: string, reader: unknown, more = {}): Promise<string[]> => {
      const page = await steps.search(tenantId, { reader, ...more });
      if (page.total !== page.data.length) throw new Error(`found ${page.total}, told otherwise`);
      return page.data.map(({ title }) => title.replace('Document ', '')).toSorted();
    },
  };
}

export const ADA: Reader = { person_id: 'p-ada', addresses: ['Ada@Example.com'] };
export const BOB: Reader = { person_id: 'p-bob', addresses: ['bob@example.com'] };

/** An active account; its id is the part of the address before the sign. */
export function account(address: string, more: { isActive?: boolean; id?: string } = {}) {
  const accountId = more.id ?? (address.split('@')[0] as string).toLowerCase();
  return { accountId, address, name: accountId, isActive: more.isActive ?? true };
}

export function group(principal: string, members: string[], isLast = true) {
  return { principal, name: principal, members, isLast };
}

export const rule = (...layers: string[][]): SourceAccess => ({
  kind: 'rule',
  layers: layers.map((layer) => layer.map((principal) => ({ principal }))),
});

export const WHOLE = { checkpoint: null, end: { people: true, documents: true } };
/** People were read to their end, documents were not looked at. */
export const PEOPLE_ONLY = { checkpoint: null, end: { people: true, documents: false } };
