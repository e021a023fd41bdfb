import { CATALOGUE, type DataSourceConnection, toOptionList } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { DOT } from '../../lib/dot.ts';
import { formatNames } from '../../lib/format.ts';

const MOST_NAMES = 3;

/** One line: where it is and what was chosen (“acme.atlassian.net · Engineering, HR”), or the description. */
export function summarizeConnection(connection: DataSourceConnection): string {
  const parts = [hostOf(connection), ...chosenOf(connection)].filter((part) => part !== undefined);
  return parts.length === 0 ? descriptionOf(connection) : parts.join(DOT);
}

/** The one that it was made with is said in the language in use. */
export function descriptionOf({ type, description }: DataSourceConnection): string {
  const isOwn = description !== CATALOGUE[type].description;
  return isOwn ? description : describeSource(type).description;
}

function hostOf({ type, settings }: DataSourceConnection): string | undefined {
  const fields = Object.entries(describeSource(type).settingFields);
  const address = fields.find(([key, hint]) => hint.input === 'url' && settings[key]);
  if (address) {
    const value = String(settings[address[0]]);
    return URL.canParse(value) ? new URL(value).host : undefined;
  }
  const choice = fields.find(
    ([key, hint]) => hint.input === 'select' && hint.step === 'where' && settings[key],
  );
  return choice?.[1].choices?.find(({ value }) => value === settings[choice[0]])?.label;
}

/** What was chosen from the options, by the names that the last verification told. */
function chosenOf({ type, settings, latest_options: options }: DataSourceConnection): string[] {
  return Object.entries(describeSource(type).settingFields).flatMap(([key, hint]) => {
    const chosen = settings[key];
    if (hint.input !== 'option_list' || !Array.isArray(chosen) || chosen.length === 0) return [];
    const offered = toOptionList(options?.[hint.optionsKey ?? key]);
    const names = chosen.map(
      (value) => offered.find((option) => option.value === value)?.label ?? String(value),
    );
    return [listNames(names)];
  });
}

function listNames(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return formatNames(names);
  const shown = names.slice(0, MOST_NAMES - 1);
  return t.dataSources.andMore({ names: formatNames(shown), more: names.length - shown.length });
}
