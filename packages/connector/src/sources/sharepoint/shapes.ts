import { z } from 'zod';

/**
 * The parts of Graph's answers that are used. Anything else in them is dropped. What decides (ids,
 * links, the list itself) has to be right; what only decorates counts as not given when it is odd.
 */

/** They stand in ids of ours, between slashes, so nothing odd is in them. */
const id = z.string().regex(/^[^\s\p{C}/]{1,400}$/u);
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

const whom = z.object({ displayName: text }).nullish().catch(null);
/** Who made or changed something; for display only. */
const authorSchema = z.object({ user: whom }).nullish().catch(null);

export const itemSchema = z.object({
  id,
  name: text,
  size: z.number().nullish().catch(null),
  eTag: text,
  cTag: text,
  webUrl: text,
  createdDateTime: text,
  lastModifiedDateTime: text,
  lastModifiedBy: authorSchema,
  parentReference: z.object({ id: text, path: text }).nullish().catch(null),
  file: z.object({ mimeType: text }).nullish().catch({ mimeType: null }),
  folder: facet,
  package: facet,
  remoteItem: facet,
  malware: facet,
  deleted: facet,
  root: facet,
  sharepointIds: z.object({ listItemId: text }).nullish().catch(null),
});
export type Item = z.output<typeof itemSchema>;

/** A list of which each element is read alone; an odd one is left out. */
const listOf = <T extends z.ZodType>(element: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((list) => (list ?? []).flatMap((one) => element.safeParse(one).data ?? []));

const pairs = listOf(z.object({ key: z.string().catch(''), value: z.string() }));
/** Values with keys: a list of both, in older answers an object. */
const valuesByKey = z
  .unknown()
  .transform((given) => {
    const isList = Array.isArray(given) || typeof given !== 'object' || given === null;
    return pairs.parse(
      isList ? given : Object.entries(given).map(([key, value]) => ({ key, value })),
    );
  })
  .optional();

const webPartSchema = z.object({
  innerHtml: text,
  webPartType: text,
  data: z
    .object({
      title: text,
      description: text,
      properties: z
        .object({
          altText: text,
          overlayText: text,
          captionText: text,
          language: text,
          embedCode: text,
        })
        .nullish()
        .catch(null),
      serverProcessedContent: z
        .object({
          htmlStrings: valuesByKey,
          searchablePlainTexts: valuesByKey,
          links: valuesByKey,
        })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});
export type GivenWebPart = z.output<typeof webPartSchema>;
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
  lastModifiedBy: authorSchema,
  publishingState: z.object({ level: text }).nullish().catch(null),
  titleArea: z
    .object({
      textAboveTitle: text,
      showTextBlockAboveTitle: z.boolean().nullish().catch(null),
    })
    .nullish()
    .catch(null),
  canvasLayout: z
    .object({
      horizontalSections: listOf(z.object({ columns: listOf(columnSchema) })),
      verticalSection: columnSchema.nullish().catch(null),
    })
    .nullish()
    .catch(null),
});
export type SitePage = z.output<typeof pageSchema>;

const named = z.object({ id: text, loginName: text }).nullish().catch(null);
/** Kinds that are not known here stay in it, so that they can be told of. */
const identitySchema = z
  .looseObject({
    user: named,
    group: named,
    siteUser: named,
    siteGroup: named,
    sharePointGroup: named,
    application: facet,
    device: facet,
  })
  .nullish()
  .catch(null);
export type Identity = z.output<typeof identitySchema>;

export const permissionSchema = z.object({
  roles: listOf(z.string()),
  grantedTo: facet,
  grantedToV2: identitySchema,
  grantedToIdentitiesV2: listOf(identitySchema),
  link: z.object({ scope: text, type: text }).nullish(),
  expirationDateTime: z.string().nullish(),
});
export type Permission = z.output<typeof permissionSchema>;

export const listPlaceSchema = z.object({
  id,
  list: z.object({ template: text }).nullish().catch(null),
});

export const userSchema = z.object({
  id,
  displayName: text,
  mail: text,
  userPrincipalName: text,
  userType: text,
  accountEnabled: z.boolean().nullish().catch(null),
  proxyAddresses: listOf(z.string()),
  otherMails: listOf(z.string()),
});
export type User = z.output<typeof userSchema>;

export const groupSchema = z.object({ displayName: text, visibility: text });
export const memberSchema = z.object({ id, '@odata.type': text });

/** Each answer in a batch is read alone, and one that is not understood is none. */
export const batchSchema = z.object({ responses: z.array(z.unknown()).catch([]) });
export const batchResponseSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  status: z.int(),
  headers: z.record(z.string(), z.unknown()).nullish().catch(null),
  body: z.unknown(),
});

export const errorSchema = z.object({
  error: z.union([
    z.object({ code: z.string().default(''), message: z.string().default('') }),
    z.string(),
  ]),
  error_description: z.string().default(''),
  error_codes: z.array(z.number()).default([]),
});
