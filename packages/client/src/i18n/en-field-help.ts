import { CATALOGUE, type DataSourceType, type SourceType } from '@rita/contracts';
import { fieldHelp as helpOf, mapValues } from './field-words.ts';
import type { AnyFieldHelp } from './source-words.ts';

const catalogue: Record<DataSourceType, SourceType> = CATALOGUE;
const fieldHelp = mapValues(catalogue, ({ settingFields }) => {
  const help = Object.entries(mapValues(settingFields, helpOf));
  return Object.fromEntries(help.filter(([, words]) => Object.keys(words).length > 0));
}) as Record<DataSourceType, AnyFieldHelp>;

/** What stands below and within the fields of sources. In English these are the words of the catalogue. */
export const enFieldHelp = { fieldHelp } as const;
