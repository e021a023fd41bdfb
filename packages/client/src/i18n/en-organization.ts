export const enOrganization = {} as const;
