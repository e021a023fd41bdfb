import {
  type ConfigurationStep,
  type DataSourceConnection,
  type DataSourceType,
  isBoundSetting,
  sourceTypeOf,
} from '@rita/contracts';
import {
  type ConfigurationValues,
  credentialFieldsOf,
  fromFieldValue,
  methodOf,
} from './form-model.ts';
import { isSameSetting } from './is-same-setting.ts';

type Settings = Record<string, unknown>;
type Stored = Pick<DataSourceConnection, 'type' | 'settings'>;

/**
 * What has to be sent so that the stored settings of the given steps become those of the form:
 * only what differs; `null` removes. Settings that no field shows are left as they are.
 */
export function changedSettings(
  stored: Stored,
  values: ConfigurationValues,
  steps: readonly ConfigurationStep[],
): Settings {
  const changes: Settings = {};
  for (const [key, hint] of Object.entries(sourceTypeOf(stored.type).settingFields)) {
    if (hint.step === undefined || !steps.includes(hint.step)) continue;
    const isShown = hint.onlyWith === undefined || hint.onlyWith.includes(values.method);
    const wanted = isShown ? fromFieldValue(hint, values.settings[key]) : undefined;
    const held = stored.settings[key] ?? undefined;
    if (isSameSetting(held, wanted)) continue;
    // A switch that was never touched is not set at all.
    if (wanted === false && held === undefined) continue;
    changes[key] = wanted ?? null;
  }
  return changes;
}

/** Whether the address or the account in the form differ from those the credentials were verified with. */
export function changesBoundSettings(stored: Stored, values: ConfigurationValues): boolean {
  const changes = changedSettings(stored, values, ['where', 'access']);
  return Object.keys(changes).some((key) => isBoundSetting(stored.type, key));
}

/**
 * Exactly the fields of the chosen method. A password is sent as typed, for it may end in a space; a token
 * without what came with it when it was copied.
 */
export function credentialsOf(
  type: DataSourceType,
  values: ConfigurationValues,
): Record<string, string> {
  const typed = Object.fromEntries(
    credentialFieldsOf(type, values.method).map(({ key, hint }) => {
      const value = values.credentials[key] ?? '';
      return [key, hint.input === 'text' ? value.trim() : value];
    }),
  );
  const read = methodOf(type, values.method).schema.safeParse(typed);
  return read.success ? (read.data as Record<string, string>) : typed;
}
