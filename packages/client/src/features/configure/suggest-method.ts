import { type DataSourceConnection, type DataSourceType, sourceTypeOf } from '@rita/contracts';

type Settings = Record<string, unknown>;

/** What the address or the provider says about the way to prove access, where it says anything. */
const SUGGESTIONS: Partial<Record<DataSourceType, (settings: Settings) => string | undefined>> = {
  confluence: ({ url }) => {
    const host = hostOf(url);
    if (host === undefined) return undefined;
    const isCloud = host.endsWith('.atlassian.net') || host === 'api.atlassian.com';
    return isCloud ? 'api_token' : 'personal_access_token';
  },
  websearch: ({ provider }) => (provider === 'searxng' ? 'none' : 'api_key'),
};

/**
 * The way to prove access that most likely fits: the type's own rule decides first, then a setting
 * that only one method uses, then the catalogue's first method.
 */
export function suggestMethod(type: DataSourceType, settings: Settings): string {
  const source = sourceTypeOf(type);
  const fallback = Object.keys(source.credentialMethods)[0] ?? '';
  return SUGGESTIONS[type]?.(settings) ?? methodBySettings(type, settings) ?? fallback;
}

/**
 * The way to prove access that a form begins with: the one that those in use were proven with. Where
 * that was never said, a setting that only one way uses tells more of them than the address does.
 */
export function methodToBeginWith({
  type,
  settings,
  verified_method: proven,
  verified_at: provenAt,
}: Pick<DataSourceConnection, 'type' | 'settings' | 'verified_method' | 'verified_at'>): string {
  if (proven !== null && Object.hasOwn(sourceTypeOf(type).credentialMethods, proven)) return proven;
  const told = provenAt === null ? undefined : methodBySettings(type, settings);
  return told ?? suggestMethod(type, settings);
}

function methodBySettings(type: DataSourceType, settings: Settings): string | undefined {
  const fields = Object.entries(sourceTypeOf(type).settingFields);
  const telling = fields.find(
    ([key, hint]) => hint.onlyWith?.length === 1 && Boolean(settings[key]),
  );
  return telling?.[1].onlyWith?.[0];
}

function hostOf(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  return new URL(address).hostname;
}
