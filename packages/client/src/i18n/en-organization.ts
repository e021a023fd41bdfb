/** Members, activity and settings. */
export const enOrganization = {
  roles: { owner: 'owner', admin: 'admin', member: 'member' },
} as const;
