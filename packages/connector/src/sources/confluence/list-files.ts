import { useOf } from '../../convert/kinds.ts';
import { failsAlone } from '../fails-alone.ts';
import { type FailedItem, SourceError } from '../source.ts';
import { UnprovenList } from '../unproven-list.ts';
import { attachmentId, fileListId } from './attachment-ids.ts';
import type { Attachment, ConfluenceClient } from './client.ts';
import { itsOwn } from './its-own.ts';
import { failedFile, type Owner } from './read-file.ts';
import { failedList, failedResults } from './stand-ins.ts';
import { UNTITLED } from './to-document.ts';

export type FileListing = {
  /** Files that hold text which can be read. */
  files: Attachment[];
  failed: FailedItem[];
  /** Stored ones that the page has no more; nothing where its list is not whole. */
  gone: string[];
  isWhole: boolean;
};

/**
 * Lists the files of a page. Those that may hold words which cannot be read are told of; pictures
 * and the like are passed over.
 * @param known ids of the files of this page that are stored
 */
export async function listFiles(
  client: ConfluenceClient,
  owner: Owner,
  known: readonly string[],
): Promise<FileListing> {
  const listing: FileListing = { files: [], failed: [], gone: [], isWhole: true };
  const { id, title, url } = owner.page;
  const of = title || UNTITLED;
  const list = { externalId: fileListId(id), title: `Attached files of ${of}`, url };
  const there = new Set<string>();
  const passed = new Set<string>();
  try {
    for await (const { items, unread } of client.listAttachments(owner.page)) {
      for (const file of items) {
        const fileId = attachmentId(id, file.id);
        const use = file.isCurrent
          ? useOf({ name: file.title, mediaType: file.mediaType })
          : { use: 'pass' as const };
        if (use.use === 'pass') passed.add(fileId);
        else there.add(fileId);
        if (use.use === 'read') listing.files.push(file);
        if (use.use === 'list') {
          const error = new SourceError('not_readable', use.reason);
          listing.failed.push(failedFile(file, owner, error));
        }
      }
      const results = failedResults(unread, { list, idOf: (one) => attachmentId(id, one) });
      listing.failed.push(...results.failed);
      for (const { externalId } of results.failed) there.add(externalId);
      listing.isWhole &&= results.isWhole;
    }
    if (!listing.isWhole) return listing;
    const left = known.filter((one) => !there.has(one));
    for (const one of left.filter((each) => !passed.has(each))) await requireGone(client, id, one);
    return { ...listing, gone: left };
  } catch (thrown) {
    const error = await itsOwn(client, thrown);
    if (!failsAlone(error)) throw error;
    return { ...listing, failed: [...listing.failed, failedList(list, error)], isWhole: false };
  }
}

/** A list that ended too early is found out by what it left out. */
async function requireGone(
  client: ConfluenceClient,
  pageId: string,
  externalId: string,
): Promise<void> {
  const fileId = externalId.slice(attachmentId(pageId, '').length);
  if (!(await client.hasAttachment(pageId, fileId))) return;
  throw new UnprovenList('It ended before it named a file that is still there.');
}
