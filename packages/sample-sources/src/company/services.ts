import { BACKSTAGE_SERVICES } from './backstage-services.ts';
import type { Service } from './service.ts';
import { SHOP_SERVICES } from './shop-services.ts';

export type { Service };

/** The programs that Northwind Tea runs. */
export const SERVICES: readonly Service[] = [...SHOP_SERVICES, ...BACKSTAGE_SERVICES];
