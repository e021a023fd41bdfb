import { PEOPLE_POLICIES } from './people-policies.ts';
import type { Policy } from './policy.ts';
import { SECURITY_AND_FINANCE_POLICIES } from './security-and-finance-policies.ts';

export type { Policy };

/** The rules that hold at Northwind Tea. */
export const POLICIES: readonly Policy[] = [...PEOPLE_POLICIES, ...SECURITY_AND_FINANCE_POLICIES];
