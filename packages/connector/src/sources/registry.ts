import type { DataSourceType } from '@rita/contracts';
import { confluence } from './confluence/index.ts';
import { servicenow } from './servicenow/index.ts';
import { sharepoint } from './sharepoint/index.ts';
import type { SourceDriver } from './source.ts';
import { websearch } from './websearch/index.ts';

/** Stands where a driver is still to be written: a run ends as `driver_missing`. */
export type MissingDriver = 'missing';

/** A driver for each type of the catalogue; one that is left out does not compile. */
export type Drivers = Record<DataSourceType, SourceDriver | MissingDriver>;

export const DRIVERS: Drivers = {
  confluence,
  servicenow,
  sharepoint,
  websearch,
};

/** The types that this connector can read. */
export function typesWithDriver(drivers: Drivers): DataSourceType[] {
  return (Object.keys(drivers) as DataSourceType[]).filter((type) => drivers[type] !== 'missing');
}
