import { createPatience } from '../fails-alone.ts';
import type { SyncRequest } from '../source.ts';
import type { CallMode } from './call-confluence.ts';
import { type ChosenSpaces, chooseSpaces } from './choose-spaces.ts';
import type { ConfluenceClient, ContentEntry } from './client.ts';
import { anonymousClient, type ConfluenceContext, findSite, signIn } from './connect.ts';
import { createPeople } from './people.ts';
import { createPlaceReaders } from './place-readers.ts';
import {
  type AttachmentReader,
  type AttachmentStep,
  createAttachmentReader,
} from './read-attachments.ts';
import { createPageReader, type PageStep, type PagesToRead } from './read-pages.ts';
import { createRestrictions } from './restrictions.ts';

const CALL_TIMEOUT_MS = 60_000;

/** Documents that are read, converted and stored in one step. */
export const STEP = 50;

type Stored = Pick<SyncRequest, 'knownRevision' | 'knownDocuments'>;

/** All that the ways to read a site share. */
export type Reading = Stored &
  ChosenSpaces & {
    context: ConfluenceContext;
    client: ConfluenceClient;
    readPages: ReturnType<typeof createPageReader>;
    /** Undefined where attached files are not wanted. */
    attachments: AttachmentReader | undefined;
  };

export async function openReading(context: ConfluenceContext, stored: Stored): Promise<Reading> {
  const { client, anonymous } = await openSite(context);
  const patience = createPatience();
  const chosen = await chooseSpaces(client, context.settings.spaces ?? []);
  const places = createPlaceReaders({ client, anonymous, spaces: chosen.spaces });
  const shared = {
    ...stored,
    client,
    patience,
    restrictions: createRestrictions({ client, patience, places }),
    people: createPeople(client),
    convert: context.convert,
  };
  return {
    ...stored,
    ...chosen,
    context,
    client,
    readPages: createPageReader(shared),
    attachments: context.settings.attachments ? createAttachmentReader(shared) : undefined,
  };
}

/** The site, as the account sees it and as somebody does who is not signed in. */
export async function openSite(
  context: ConfluenceContext,
): Promise<{ client: ConfluenceClient; anonymous: ConfluenceClient }> {
  const mode: CallMode = {
    retry: 'patient',
    signal: context.signal,
    timeoutMs: () => CALL_TIMEOUT_MS,
  };
  const site = await findSite(context, mode);
  const { client } = await signIn(context, site, mode);
  return { client, anonymous: anonymousClient(context, site, mode) };
}

export type Step = PageStep & Pick<AttachmentStep, 'removed' | 'unlookedBelow'>;

/**
 * One step of pages, and the files of those that `hasToShowFiles` says; files of the others go only
 * with their page or when somebody looks.
 */
export async function readStep(
  { readPages, attachments }: Reading,
  step: PagesToRead,
  hasToShowFiles: (entry: ContentEntry, isChanged: boolean) => boolean,
): Promise<Step> {
  const { tree, entries } = step;
  const pages = await readPages(step);
  if (!attachments) return { ...pages, unlookedBelow: [], removed: [] };
  const changed = new Set(pages.documents.map(({ externalId }) => externalId));
  const shown = entries.filter((entry) => hasToShowFiles(entry, changed.has(entry.id)));
  const files = await attachments.read(tree, shown);
  const rest = entries.filter((entry) => !shown.includes(entry));
  return {
    documents: [...pages.documents, ...files.documents],
    failed: [...pages.failed, ...files.failed],
    unchanged: [...pages.unchanged, ...files.unchanged],
    unlookedBelow: [...files.unlookedBelow, ...rest.map(({ id }) => id)],
    unsure: pages.unsure,
    removed: files.removed,
  };
}

/** What a step tells of; whatever else it knows is for the one who reads. */
export function pageOf({ documents, failed, unchanged, unlookedBelow, removed }: Step) {
  return { documents, failed, unchanged, unlookedBelow, removed };
}
