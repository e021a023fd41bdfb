import { z } from 'zod';

/** What a program may be allowed to do in place of a person's browser. */
export const SCOPES = ['documents:read', 'sources:read', 'sources:write'] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.output<typeof scopeSchema>;

/** All that an assistant which signs a person in may get. */
export const ASSISTANT_SCOPE = 'documents:read' satisfies Scope;
