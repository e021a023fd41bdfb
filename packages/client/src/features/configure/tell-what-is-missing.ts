import type { DataSourceType } from '@rita/contracts';
import type { UseFormReturn } from 'react-hook-form';
import { t } from '../../i18n/index.ts';
import { type ConfigurationValues, missingToSync } from './form-model.ts';
import type { StepContext } from './step-resolver.ts';

/** Leads to what a sync would have nothing to read without; false where all is there. */
export function tellWhatIsMissing<V extends ConfigurationValues>(
  type: DataSourceType,
  form: UseFormReturn<V, StepContext>,
): boolean {
  const { setError, setFocus, getValues } = form as unknown as UseFormReturn<ConfigurationValues>;
  const missing = missingToSync(type, getValues());
  if (missing === undefined) return false;
  const { path, hint } = missing;
  setError(path, { type: 'catalogue', message: t.configure.errors.neededToSync(hint) });
  setFocus(path);
  return true;
}
