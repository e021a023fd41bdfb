/** A file belongs to its page, and its id says so: `<page>/<file>`. */
export const attachmentId = (pageId: string, fileId: string) => `${pageId}/${fileId}`;

/** Stands for the list of a page's files, where that cannot be read. */
const LIST = 'files';

export const fileListId = (pageId: string) => attachmentId(pageId, LIST);

/** The page that an attachment belongs to; undefined for the id of a page. */
export function pageOfAttachment(externalId: string): string | undefined {
  return externalId.includes('/') ? externalId.split('/')[0] : undefined;
}

/** The page whose list of files an id stands for. */
export function pageOfFileList(externalId: string): string | undefined {
  return externalId.endsWith(`/${LIST}`) ? pageOfAttachment(externalId) : undefined;
}
