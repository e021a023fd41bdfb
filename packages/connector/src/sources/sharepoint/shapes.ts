import { z } from 'zod';

/** The parts of Graph's answers that are used. Anything else in them is dropped. */

const text = z.string().nullish();

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().default(3599),
});

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    value: z.array(item),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  });

export const siteSchema = z.object({
  id: z.string(),
  name: text,
  displayName: text,
  webUrl: z.string().default(''),
});
export type Site = z.output<typeof siteSchema>;

export const driveSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  webUrl: text,
  driveType: text,
});
export type Drive = z.output<typeof driveSchema>;

const identitySchema = z
  .object({
    user: z.object({ displayName: text, email: text, id: text }).nullish(),
    group: z.object({ displayName: text, email: text, id: text }).nullish(),
    siteUser: z.object({ displayName: text, loginName: text, email: text }).nullish(),
    siteGroup: z.object({ displayName: text, loginName: text }).nullish(),
  })
  .nullish();
export type Identity = z.output<typeof identitySchema>;

export const itemSchema = z.object({
  id: z.string(),
  name: text,
  size: z.number().nullish(),
  eTag: text,
  cTag: text,
  webUrl: text,
  createdDateTime: text,
  lastModifiedDateTime: text,
  lastModifiedBy: identitySchema,
  parentReference: z.object({ id: text, path: text }).nullish(),
  file: z.object({ mimeType: text }).nullish(),
  folder: z.looseObject({}).nullish(),
  package: z.looseObject({}).nullish(),
  malware: z.looseObject({}).nullish(),
  deleted: z.looseObject({}).nullish(),
  root: z.looseObject({}).nullish(),
});
export type Item = z.output<typeof itemSchema>;

const webPartSchema = z.object({
  innerHtml: text,
  data: z
    .object({
      title: text,
      description: text,
      serverProcessedContent: z
        .object({
          searchablePlainTexts: z.array(z.object({ key: text, value: text })).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
const columnSchema = z.object({ webparts: z.array(webPartSchema).nullish() });

export const pageSchema = z.object({
  id: z.string(),
  name: text,
  title: text,
  description: text,
  webUrl: text,
  eTag: text,
  createdDateTime: text,
  lastModifiedDateTime: text,
  lastModifiedBy: identitySchema,
  publishingState: z.object({ level: text, versionId: text }).nullish(),
  canvasLayout: z
    .object({
      horizontalSections: z.array(z.object({ columns: z.array(columnSchema).nullish() })).nullish(),
      verticalSection: columnSchema.nullish(),
    })
    .nullish(),
});
export type SitePage = z.output<typeof pageSchema>;

export const permissionSchema = z.object({
  grantedTo: identitySchema,
  grantedToV2: identitySchema,
  grantedToIdentities: z.array(identitySchema).nullish(),
  grantedToIdentitiesV2: z.array(identitySchema).nullish(),
  link: z.object({ scope: text }).nullish(),
});
export type Permission = z.output<typeof permissionSchema>;

export const anySchema = z.looseObject({});

export const errorSchema = z.object({
  error: z.union([
    z.object({ code: z.string().default(''), message: z.string().default('') }),
    z.string(),
  ]),
  error_description: z.string().default(''),
  error_codes: z.array(z.number()).default([]),
});
