import { z } from 'zod';

/**
 * The parts of Confluence's answers that are used. Anything else in them is dropped. What only
 * decorates (`text`, `instant`) is as if absent when it is odd; what decides (ids, versions, ends,
 * permissions) is required, and who reads an answer knows what fails without it.
 */

/** Words for people: whatever is no text is as if it were absent. */
const text = z.string().nullish().catch(null);
/** Folders were seen to have milliseconds since 1970; of more than a date can have none is made. */
const instant = z
  .union([
    z.string(),
    z
      .number()
      .refine((ms) => !Number.isNaN(new Date(ms).getTime()))
      .transform((ms) => new Date(ms).toISOString()),
  ])
  .nullish()
  .catch(null);
/** Numbers in v1, texts in v2. They stand in addresses and in ids of ours, so nothing odd is in them. */
const id = z.union([z.string().regex(/^[\w~:-]{1,200}$/), z.number().int().transform(String)]);
const optionalId = id.nullish();
const versionNumber = z.union([
  z.number().int().min(0),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);
const status = text.transform((value) => (value ?? 'current').toLowerCase());

const webLinks = z.object({ webui: text, base: text }).nullish().catch(null);
const written = z.object({ value: text }).nullish().catch(null);
const body = z.object({ storage: written, view: written }).nullish().catch(null);

/** `next` is looked at when it is followed, so that an odd one does not cost what came with it. */
const listLinks = z.object({ next: z.unknown().optional(), base: text }).nullish().catch(null);
export type ListLinks = z.output<typeof listLinks>;

/** A page of a list. Each result is parsed alone: an odd one must not cost the others. */
export const listSchema = z.object({
  results: z.array(z.unknown()),
  limit: z.number().nullish().catch(null),
  _links: listLinks,
});

/** As much as can be said of a result that lacks what is needed. */
export const unreadSchema = z.object({ id: optionalId.catch(null), title: text }).catch({});

export const spaceSchema = z.object({
  id,
  key: z.string().min(1),
  name: text,
  type: text,
  status,
});

export const v2ContentSchema = z.object({
  id,
  title: text,
  status,
  spaceId: optionalId.catch(null),
  parentId: optionalId,
  parentType: text,
  authorId: text,
  createdAt: instant,
  version: z.object({ number: versionNumber, createdAt: instant, authorId: text }),
  body,
  _links: webLinks,
});

const v1User = z.object({ displayName: text, publicName: text }).nullish().catch(null);

export const v1ContentSchema = z.object({
  id,
  type: text,
  title: text,
  status,
  space: z.object({ id, key: text }).nullish().catch(null),
  version: z.object({ number: versionNumber, when: instant, by: v1User }),
  history: z.object({ createdDate: instant, createdBy: v1User }).nullish().catch(null),
  /** Absent where one of them cannot be told: then nobody knows who may read the item. */
  ancestors: z
    .array(z.object({ id, title: text }))
    .nullish()
    .catch(null),
  body,
  _links: webLinks,
});

export const v2ContainerSchema = z.object({
  title: text,
  parentId: optionalId,
  parentType: text,
});

/** What the search finds, with `expand=version,container`. */
export const foundSchema = z.object({
  id,
  type: text,
  container: z.object({ id: optionalId }).nullish().catch(null),
  version: z.object({ number: versionNumber, when: instant }).nullish().catch(null),
});

export const v2AttachmentSchema = z.object({
  id,
  title: text,
  status,
  createdAt: instant,
  fileSize: z.number().nullish().catch(null),
  mediaType: text,
  version: z.object({ number: versionNumber, createdAt: instant, authorId: text }),
  webuiLink: text,
});

export const v1AttachmentSchema = z.object({
  id,
  title: text,
  status,
  version: z.object({ number: versionNumber, when: instant, by: v1User }),
  history: z.object({ createdDate: instant }).nullish().catch(null),
  metadata: z.object({ mediaType: text }).nullish().catch(null),
  extensions: z
    .object({ fileSize: z.number().nullish().catch(null), mediaType: text })
    .nullish()
    .catch(null),
  _links: z.object({ webui: text, download: text }).nullish().catch(null),
});

export const idOnlySchema = z.object({ id });

/** A file by itself: v2 names what it is attached to by the kind of that, v1 as its container. */
export const attachedSchema = z.object({
  status,
  pageId: optionalId.catch(null),
  blogPostId: optionalId.catch(null),
  container: z
    .object({ id: optionalId.catch(null) })
    .nullish()
    .catch(null),
});
export const totalSchema = z.object({ totalSize: z.number() });
export const tenantInfoSchema = z.object({ cloudId: text });
export const serverInformationSchema = z.object({ version: text });

export const currentUserSchema = z.object({
  type: text,
  displayName: text,
  publicName: text,
  username: text,
});

export const usersBulkSchema = z.object({
  results: z.array(
    z.object({ accountId: text, displayName: text, publicName: text }).nullable().catch(null),
  ),
});

/** Of people and groups; what is longer than any of theirs is none, and no index takes it. */
const readerId = z.string().max(300).nullish().catch(null);
const reader = z.object({ accountId: readerId, userKey: readerId, id: readerId, name: readerId });

/** `results` absent: not told, which is not the same as nobody. */
const readers = z
  .object({
    results: z.array(reader.nullable().catch(null)).nullish().catch(null),
    limit: z.number().nullish().catch(null),
    size: z.number().nullish().catch(null),
    _links: z.object({ next: z.unknown().optional() }).nullish().catch(null),
  })
  .nullish()
  .catch(null);

const restrictions = z.object({ user: readers, group: readers }).nullish().catch(null);
export const restrictionSchema = z.object({ restrictions });

/** An item of a list that tells the restrictions of each. */
export const restrictedSchema = z.object({
  id,
  restrictions: z
    .object({ read: z.object({ restrictions }).nullish().catch(null) })
    .nullish()
    .catch(null),
});
