/** Configuration, detail page and documents. */
export const enConnection = {} as const;
