import { credentialMethodOf, type DataSourceConnection, type SampleSource } from '@rita/contracts';
import { type ConfigurationValues, initialValues } from './form-model.ts';
import { methodToBeginWith } from './suggest-method.ts';

/** What the form holds once a sample source is filled in over what is stored. */
export function sampleValues(
  connection: DataSourceConnection,
  { settings, credentials }: SampleSource,
): ConfigurationValues {
  const { type } = connection;
  const method = credentialMethodOf(type, credentials) ?? methodToBeginWith(connection);
  const filled = initialValues(type, { ...connection.settings, ...settings }, method);
  return { ...filled, credentials: { ...filled.credentials, ...credentials } };
}
