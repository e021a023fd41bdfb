import { type Slice, sliceByCursor } from './paging.ts';
import {
  type Call,
  ok,
  type Reply,
  type ServerContext,
  visibleContent,
  webPath,
} from './server-context.ts';
import type { SampleContent } from './site.ts';
import { toV1User } from './v1-shapes.ts';

/** Proof in the address of a file, which opens it for whoever has it. */
const MEDIA_PROOF = 'SAMPLE-media-proof';

export function attachmentsOf(context: ServerContext, itemId: string): SampleContent[] {
  return visibleContent(context).filter(
    ({ type, parentId, status }) =>
      type === 'attachment' && parentId === itemId && status === 'current',
  );
}

export function v2Attachments(context: ServerContext, call: Call, item: SampleContent) {
  const slice: Slice<SampleContent> = sliceByCursor(
    attachmentsOf(context, item.id),
    call.query,
    context,
  );
  return { ...slice, items: slice.items.map((file) => toV2Attachment(context, item, file)) };
}

export function toV2Attachment(context: ServerContext, item: SampleContent, file: SampleContent) {
  const download = downloadPath(item, file);
  const webui = webuiOf(context, item, file);
  return {
    id: file.id,
    status: file.status,
    title: file.title,
    createdAt: file.createdAt,
    [item.type === 'page' ? 'pageId' : 'blogPostId']: item.id,
    mediaType: file.file?.mediaType ?? '',
    mediaTypeDescription: null,
    comment: '',
    fileId: `file-${file.id}`,
    fileSize: file.file?.size ?? file.file?.bytes.length ?? 0,
    webuiLink: webui,
    downloadLink: download,
    version: {
      number: file.version.number,
      message: '',
      minorEdit: false,
      authorId: file.version.author.accountId,
      createdAt: file.version.createdAt,
    },
    _links: { webui, download },
  };
}

export function toV1Attachment(context: ServerContext, item: SampleContent, file: SampleContent) {
  return {
    id: file.id,
    type: 'attachment',
    status: file.status,
    title: file.title,
    version: {
      by: toV1User(context, file.version.author),
      when: file.version.createdAt,
      number: file.version.number,
      minorEdit: false,
      _links: {},
    },
    history: { latest: true, createdDate: file.createdAt, _links: {} },
    metadata: { mediaType: file.file?.mediaType ?? '' },
    extensions: {
      mediaType: file.file?.mediaType ?? '',
      fileSize: file.file?.size ?? file.file?.bytes.length ?? 0,
      comment: '',
    },
    _links: { webui: webuiOf(context, item, file), download: downloadPath(item, file) },
  };
}

/** Cloud sends whoever asks for a file to a host of its own, with the proof in the address. */
export function redirectToMedia(context: ServerContext, fileId: string): Reply {
  const location = `${context.mediaOrigin}/file/${fileId}?token=${MEDIA_PROOF}`;
  return { status: 302, body: '', headers: { location } };
}

/** That host wants no other proof and refuses whoever shows one. */
export function answerMedia(context: ServerContext, url: URL, authorization: string | undefined) {
  if (authorization !== undefined) return { status: 401, body: 'unexpected authorization' };
  if (url.searchParams.get('token') !== MEDIA_PROOF) return { status: 403, body: 'no proof' };
  return contentOf(context, url.pathname.split('/').at(-1) ?? '');
}

/** Data Center hands out a file itself, to whoever is signed in. */
export function downloadHere(context: ServerContext, path: string): Reply | undefined {
  const [, itemId, title] = /^\/download\/attachments\/(\d+)\/([^/]+)$/.exec(path) ?? [];
  if (!itemId || !title) return undefined;
  const file = attachmentsOf(context, itemId).find(
    (candidate) => candidate.title === decodeURIComponent(title),
  );
  return contentOf(context, file?.id ?? '');
}

function contentOf(context: ServerContext, id: string): Reply {
  const file = visibleContent(context).find((item) => item.id === id && item.status === 'current');
  if (!file?.file) return { status: 404, body: 'gone' };
  return ok(file.file.bytes, { 'content-type': file.file.mediaType });
}

function downloadPath(item: SampleContent, file: SampleContent): string {
  return `/download/attachments/${item.id}/${encodeURIComponent(file.title)}?version=${file.version.number}&api=v2`;
}

function webuiOf(context: ServerContext, item: SampleContent, file: SampleContent): string {
  return `${webPath(context, item)}?preview=${encodeURIComponent(`/${item.id}/${file.id}/${file.title}`)}`;
}
