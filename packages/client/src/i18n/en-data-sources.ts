export const enDataSources = {} as const;
