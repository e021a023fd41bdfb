import type { SyncPage, SyncRequest } from '../source.ts';
import type { CallMode } from './call-confluence.ts';
import { chooseSpaces } from './choose-spaces.ts';
import type { ConfluenceClient, ContentEntry, Space } from './client.ts';
import { type ConfluenceContext, findSite, signIn } from './connect.ts';
import { type AttachmentReader, createAttachmentReader } from './read-attachments.ts';
import { type Checks, createPageReader } from './read-pages.ts';
import { createRestrictions } from './restrictions.ts';
import type { SpaceTree } from './space-tree.ts';

const CALL_TIMEOUT_MS = 60_000;

/** Documents that are read, converted and stored in one step. */
export const STEP = 50;

/** All that the ways to read a site share. */
export type Reading = {
  context: ConfluenceContext;
  client: ConfluenceClient;
  /** What is chosen, in the order of the keys. */
  spaces: Space[];
  /** Keys that are chosen and not there. */
  missing: string[];
  knownRevision: SyncRequest['knownRevision'];
  readPages: ReturnType<typeof createPageReader>;
  /** Undefined where attached files are not wanted. */
  attachments: AttachmentReader | undefined;
};

export async function openReading(
  context: ConfluenceContext,
  stored: Pick<SyncRequest, 'knownRevision' | 'knownDocuments'>,
): Promise<Reading> {
  const mode: CallMode = {
    retry: 'patient',
    signal: context.signal,
    timeoutMs: () => CALL_TIMEOUT_MS,
  };
  const site = await findSite(context, mode);
  const { client } = await signIn(context, site, mode);
  const { spaces, missing } = await chooseSpaces(client, context.settings.spaces ?? []);
  const { knownRevision } = stored;
  const restrictions = createRestrictions(client);
  const { convert } = context;
  return {
    context,
    client,
    spaces,
    missing,
    knownRevision,
    readPages: createPageReader(client, { knownRevision, restrictions, convert }),
    attachments: context.settings.attachments
      ? createAttachmentReader({ ...stored, client, restrictions, convert })
      : undefined,
  };
}

export type Step = Pick<SyncPage, 'documents' | 'failed' | 'unchanged'> & { removed: string[] };

/**
 * One step of pages, and the files of those that `withFiles` says; files of the others count as
 * unchanged, for they go only with their page or when somebody looks.
 */
export async function readStep(
  { readPages, attachments }: Reading,
  step: { tree: SpaceTree; entries: readonly ContentEntry[]; checks: Checks },
  hasToShowFiles: (entry: ContentEntry, isChanged: boolean) => boolean,
): Promise<Step> {
  const { tree, entries, checks } = step;
  const pages = await readPages(tree, entries, checks);
  if (!attachments) return { ...pages, removed: [] };
  const changed = new Set(pages.documents.map(({ externalId }) => externalId));
  const shown = entries.filter((entry) => hasToShowFiles(entry, changed.has(entry.id)));
  const files = await attachments.read(tree, shown);
  const rest = entries.filter((entry) => !shown.includes(entry));
  return {
    documents: [...pages.documents, ...files.documents],
    failed: [...pages.failed, ...files.failed],
    unchanged: [...pages.unchanged, ...files.unchanged, ...(await attachments.known(rest))],
    removed: files.removed,
  };
}
