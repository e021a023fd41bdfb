import { z } from 'zod';

/** The parts of answers about permissions, people and groups. What is odd is as if it were absent. */

const text = z.string().max(300).nullish().catch(null);
const flag = z.boolean().nullish().catch(null);

/** The same row told twice is one; rows that differ are two. */
const asRow = <T extends object>(row: T): T & { id: string } => ({
  ...row,
  id: JSON.stringify(row),
});

export const spacePermissionSchema = z
  .object({
    principal: z.object({ type: text, id: text }).nullish().catch(null),
    operation: z.object({ key: text, targetType: text }).nullish().catch(null),
  })
  .transform(asRow);

export const roleAssignmentSchema = z
  .object({
    principal: z.object({ principalType: text, principalId: text }).nullish().catch(null),
    roleId: text,
  })
  .transform(asRow);

export const spaceRoleSchema = z.object({
  id: z.string(),
  spacePermissions: z.array(z.string()).nullish().catch(null),
});

const dataCenterRow = z
  .object({
    operation: z.object({ operationKey: text, targetType: text }).nullish().catch(null),
    subject: z.object({ type: text, name: text, userKey: text }).nullish().catch(null),
  })
  .nullable()
  .catch(null);
/** A list, or an object that holds one, by the patch level. */
export const dataCenterPermissionsSchema = z.union([
  z.array(dataCenterRow),
  z.object({ operations: z.array(dataCenterRow) }).transform(({ operations }) => operations),
  z.object({ results: z.array(dataCenterRow) }).transform(({ results }) => results),
]);

/** Pages by offset, of which the last is empty. */
export const offsetPageSchema = z.object({ results: z.array(z.unknown()) });

const user = z.object({
  accountId: text,
  accountType: text,
  accountStatus: text,
  isExternalCollaborator: flag,
  isGuest: flag,
  userKey: text,
  username: text,
  displayName: text,
  publicName: text,
  status: text,
  email: text,
});
export type SiteUser = z.output<typeof user>;
export const userSchema = user.catch(() => ({}) as SiteUser);
export const foundUserSchema = z.object({ user: userSchema }).catch({ user: {} as SiteUser });
export const usersSchema = z.object({ results: z.array(userSchema) });

/** Whoever is not named has access, so that each list has to be right. */
export const withoutAccessSchema = z.object({
  emailsWithoutAccess: z.array(z.string()).optional(),
  invalidEmails: z.array(z.string()).optional(),
});

/** Nothing of it may be missing: who is not told in full may be the one who makes two of them. */
export const lookedUpSchema = z.array(
  z.object({
    accountId: z.string(),
    accountType: z.string(),
    displayName: z.string(),
    active: z.boolean(),
    emailAddress: z.string().nullish(),
  }),
);
