import { CATALOGUE, type DataSourceType, type SourceType } from '@rita/contracts';
import { fieldHelp, fieldWords, mapValues } from './field-words.ts';
import type { AnyMethodWords } from './source-words.ts';

const catalogue: Record<DataSourceType, SourceType> = CATALOGUE;
const credentialMethods = mapValues(catalogue, ({ credentialMethods: methods }) =>
  mapValues(methods, ({ label, help, fields }) => ({
    ...{ label, help },
    fields: mapValues(fields, (field) => ({ ...fieldWords(field), ...fieldHelp(field) })),
  })),
) as Record<DataSourceType, AnyMethodWords>;

/** The ways to prove access. In English these are the words of the catalogue. */
export const enCredentialMethods = { credentialMethods } as const;
