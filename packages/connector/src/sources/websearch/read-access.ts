import { z } from 'zod';
import { SourceError } from '../source.ts';
import type { AccessPage, AccessRequest } from '../source-access.ts';
import { accessOf } from './access.ts';
import type { WebsearchContext } from './context.ts';
import { createSites, domainRulesOf, type Sites } from './sites.ts';
import { isAllowedDomain } from './web-address.ts';

const STEP = 500;
const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024;

const checkpointSchema = z.object({ after: z.string(), internal: z.int(), unread: z.int() });
type Checkpoint = z.output<typeof checkpointSchema>;

/**
 * Who may read the pages that are stored. No page is fetched for that: what counts is where a host
 * is, and only those that may be inside a network are asked, one call each.
 */
export async function* readAccess(
  context: WebsearchContext,
  request: AccessRequest,
): AsyncIterable<AccessPage> {
  const isPublic = createHostCheck(createSites(context));
  let at: Checkpoint = request.checkpoint
    ? checkpointSchema.parse(request.checkpoint)
    : { after: '', internal: 0, unread: 0 };
  for (;;) {
    context.signal.throwIfAborted();
    const known = await request.knownDocuments(at.after, STEP);
    const last = known.at(-1);
    if (last === undefined) break;
    const step = await readStep(context, known, isPublic);
    at = {
      after: last.externalId,
      internal: at.internal + step.internal,
      unread: at.unread + step.unreadDocuments.length,
    };
    const { documents, unreadDocuments } = step;
    yield { documents, unreadDocuments, checkpoint: at };
  }
  yield { checkpoint: null, findings: findingsOf(at), end: { people: true, documents: true } };
}

/** The next sync that comes to its end removes it; until then nobody is to find it. */
const LEFT_OUT = { kind: 'nobody', reason: 'not_met' } as const;

type HostCheck = (address: string) => Promise<boolean | 'unread'>;

async function readStep(
  { settings }: WebsearchContext,
  known: readonly { externalId: string }[],
  isPublic: HostCheck,
) {
  const documents: NonNullable<AccessPage['documents']>[number][] = [];
  const unreadDocuments: string[] = [];
  let internal = 0;
  const rules = domainRulesOf({ settings });
  for (const { externalId } of known) {
    const host = URL.canParse(externalId) ? new URL(externalId).hostname : undefined;
    if (host === undefined || !isAllowedDomain(host, rules)) {
      documents.push({ externalId, access: LEFT_OUT });
      continue;
    }
    const found = await isPublic(externalId);
    if (found === 'unread') unreadDocuments.push(externalId);
    else documents.push({ externalId, access: accessOf(settings, found) });
    if (found === false) internal += 1;
  }
  return { documents, unreadDocuments, internal };
}

/** Whether the host of a page is on the public internet. Each is asked once at most. */
function createHostCheck(sites: Sites): HostCheck {
  const known = new Map<string, Promise<boolean | 'unread'>>();
  const ask = async (origin: string): Promise<boolean | 'unread'> => {
    const url = new URL('/robots.txt', origin);
    const limits = { maxBytes: MOST_BYTES, cutsLonger: true, timeoutMs: TIMEOUT_MS };
    try {
      return (await sites.send({ url, ...limits })).isPublic;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      // What is not allowed any more is inside; of a host that is away nobody knows.
      return error.code === 'blocked_address' ? false : 'unread';
    }
  };
  return async (address) => {
    if (!URL.canParse(address)) return false;
    const url = new URL(address);
    if (sites.reachOf(url) === 'public') return true;
    const found = known.get(url.origin) ?? ask(url.origin);
    known.set(url.origin, found);
    return found;
  };
}

function findingsOf({ internal, unread }: Checkpoint) {
  return [
    ...(internal > 0 ? [{ code: 'internal_pages', count: internal }] : []),
    ...(unread > 0 ? [{ code: 'hosts_unreachable', count: unread }] : []),
  ];
}
