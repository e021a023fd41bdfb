import { z } from 'zod';

/**
 * The parts of Graph's answers that are used. Anything else in them is dropped. What decides (ids,
 * links, the list itself) has to be right; what only decorates counts as not given when it is odd.
 */

const id = z.string().min(1);
const text = z.string().nullish().catch(null);
/** Something that an item is or has. One of an odd shape is there all the same. */
const facet = z.looseObject({}).nullish().catch({});

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().min(1).catch(3599),
});

/** Elements are read one by one, so that an odd one spoils no other. */
export const listSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
  '@odata.deltaLink': z.string().nullish(),
});

export const siteSchema = z.object({ id, name: text, displayName: text, webUrl: text });
export type Site = z.output<typeof siteSchema>;

export const driveSchema = z.object({ id, name: text, webUrl: text, driveType: text });
export type Drive = z.output<typeof driveSchema>;

const whom = z
  .object({ displayName: text, email: text, id: text, loginName: text })
  .nullish()
  .catch(null);
const identitySchema = z
  .object({ user: whom, group: whom, siteUser: whom, siteGroup: whom })
  .nullish()
  .catch(null);
export type Identity = z.output<typeof identitySchema>;

export const itemSchema = z.object({
  id,
  name: text,
  size: z.number().nullish().catch(null),
  eTag: text,
  cTag: text,
  webUrl: text,
  createdDateTime: text,
  lastModifiedDateTime: text,
  lastModifiedBy: identitySchema,
  parentReference: z.object({ id: text, path: text }).nullish().catch(null),
  file: z.object({ mimeType: text }).nullish().catch({ mimeType: null }),
  folder: facet,
  package: facet,
  remoteItem: facet,
  malware: facet,
  deleted: facet,
  root: facet,
});
export type Item = z.output<typeof itemSchema>;

/** A list of which each element is read alone; an odd one is left out. */
const listOf = <T extends z.ZodType>(element: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((list) => (list ?? []).flatMap((one) => element.safeParse(one).data ?? []));

const webPartSchema = z.object({
  innerHtml: text,
  data: z
    .object({
      title: text,
      description: text,
      serverProcessedContent: z
        .object({ searchablePlainTexts: listOf(z.object({ value: text })) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});
const columnSchema = z.object({ webparts: listOf(webPartSchema) });

export const pageSchema = z.object({
  id,
  name: text,
  title: text,
  description: text,
  webUrl: text,
  eTag: text,
  createdDateTime: text,
  lastModifiedDateTime: text,
  lastModifiedBy: identitySchema,
  publishingState: z.object({ level: text }).nullish().catch(null),
  canvasLayout: z
    .object({
      horizontalSections: listOf(z.object({ columns: listOf(columnSchema) })),
      verticalSection: columnSchema.nullish().catch(null),
    })
    .nullish()
    .catch(null),
});
export type SitePage = z.output<typeof pageSchema>;

export const permissionSchema = z.object({
  grantedTo: identitySchema,
  grantedToV2: identitySchema,
  grantedToIdentities: listOf(identitySchema),
  grantedToIdentitiesV2: listOf(identitySchema),
  link: z.object({ scope: text }).nullish().catch(null),
});
export type Permission = z.output<typeof permissionSchema>;

export const errorSchema = z.object({
  error: z.union([
    z.object({ code: z.string().default(''), message: z.string().default('') }),
    z.string(),
  ]),
  error_description: z.string().default(''),
  error_codes: z.array(z.number()).default([]),
});
