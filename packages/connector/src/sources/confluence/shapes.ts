import { z } from 'zod';

/** The parts of Confluence's answers that are used. Anything else in them is dropped. */

const links = z.object({ next: z.string().optional(), base: z.string().optional() });
const text = z.string().nullish();

export const v2SpaceSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string().default('current'),
});

export const v2ContentSchema = z.object({
  id: z.string(),
  title: z.string().default(''),
  status: z.string().default('current'),
  spaceId: z.string(),
  parentId: text,
  parentType: text,
  authorId: text,
  createdAt: text,
  version: z.object({ number: z.number(), createdAt: text, authorId: text }),
  body: z
    .object({
      storage: z.object({ value: z.string() }).nullish(),
      view: z.object({ value: z.string() }).nullish(),
    })
    .nullish(),
  _links: z.object({ webui: z.string().optional(), base: z.string().optional() }).nullish(),
});

export const v2PageOf = <T extends z.ZodType>(item: T) =>
  z.object({ results: z.array(item), _links: links.default({}) });

export const v1PageOf = <T extends z.ZodType>(item: T) =>
  z.object({ results: z.array(item), limit: z.number().optional(), _links: links.default({}) });

export const v1SpaceSchema = z.object({
  id: z.coerce.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string().default('current'),
});

const v1UserSchema = z.object({ displayName: text, publicName: text }).nullish();

export const v1ContentSchema = z.object({
  id: z.coerce.string(),
  type: z.string().default('page'),
  title: z.string().default(''),
  status: z.string().default('current'),
  space: z.object({ id: z.coerce.string(), key: z.string() }).nullish(),
  version: z.object({ number: z.number(), when: text, by: v1UserSchema }).nullish(),
  history: z.object({ createdDate: text, createdBy: v1UserSchema }).nullish(),
  ancestors: z.array(z.object({ id: z.coerce.string(), title: z.string().default('') })).nullish(),
  body: z
    .object({
      storage: z.object({ value: z.string() }).nullish(),
      view: z.object({ value: z.string() }).nullish(),
    })
    .nullish(),
  _links: z.object({ webui: z.string().optional(), base: z.string().optional() }).nullish(),
});

export const v2ContainerSchema = z.object({
  id: z.coerce.string(),
  title: text,
  parentId: text,
  parentType: text,
});

/** What the search finds, with `expand=version,container`. */
export const foundSchema = z.object({
  id: z.coerce.string(),
  type: z.string(),
  container: z.object({ id: z.coerce.string().optional() }).nullish(),
  version: z.object({ number: z.number(), when: text }).nullish(),
});

export const v2AttachmentSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string().default('current'),
  createdAt: text,
  fileSize: z.number().nullish(),
  version: z.object({ number: z.number(), createdAt: text, authorId: text }),
  webuiLink: text,
});

export const v1AttachmentSchema = z.object({
  id: z.coerce.string(),
  title: z.string(),
  status: z.string().default('current'),
  version: z.object({ number: z.number(), when: text, by: v1UserSchema }),
  history: z.object({ createdDate: text }).nullish(),
  extensions: z.object({ fileSize: z.number().nullish() }).nullish(),
  _links: z.object({ webui: text, download: text }),
});

export const idOnlySchema = z.object({ id: z.coerce.string() });
export const totalSchema = z.object({ totalSize: z.number() });
export const tenantInfoSchema = z.object({ cloudId: z.string().min(1) });
export const serverInformationSchema = z.object({ version: z.string() });

export const currentUserSchema = z.object({
  type: z.string().default('known'),
  displayName: text,
  publicName: text,
  username: text,
});

export const usersBulkSchema = z.object({
  results: z.array(z.object({ accountId: z.string(), displayName: text, publicName: text })),
});

const named = z.object({ accountId: text, username: text, displayName: text, name: text });

export const restrictionSchema = z.object({
  restrictions: z.object({
    user: z.object({ results: z.array(named) }).nullish(),
    group: z.object({ results: z.array(named) }).nullish(),
  }),
});
