import type { DataSourceType } from '@rita/contracts';
import { atFirstUse } from '@rita/platform/at-first-use';
import type { SourceDriver } from './source.ts';

/** Stands where a driver is still to be written: a run ends as `driver_missing`. */
export type MissingDriver = 'missing';

/** A driver comes with the first run that needs it: few connectors read sources of all types. */
export type LoadDriver = () => Promise<SourceDriver>;

/** A driver for each type of the catalogue; one that is left out does not compile. */
export type Drivers = Record<DataSourceType, LoadDriver | MissingDriver>;

export const DRIVERS = {
  confluence: atFirstUse(async () => (await import('./confluence/index.ts')).confluence),
  servicenow: atFirstUse(async () => (await import('./servicenow/index.ts')).servicenow),
  sharepoint: atFirstUse(async () => (await import('./sharepoint/index.ts')).sharepoint),
  websearch: atFirstUse(async () => (await import('./websearch/index.ts')).websearch),
} satisfies Drivers;

/** The types that this connector can read. */
export function typesWithDriver(drivers: Drivers): DataSourceType[] {
  return (Object.keys(drivers) as DataSourceType[]).filter((type) => drivers[type] !== 'missing');
}
