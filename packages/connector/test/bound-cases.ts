import {
  ALLOWED_DATA_SOURCE_TYPES,
  type DataSourceType,
  isBoundSetting,
  sourceTypeOf,
} from '@rita/contracts';
import type { Drivers } from '../src/sources/registry.ts';
import type { SourceContext, SourceDriver } from '../src/sources/source.ts';
import { fakeDriver } from './fake-driver.ts';

type Settings = Record<string, unknown>;

/** The setting of each type that names the place that is called. */
const ADDRESS = {
  confluence: 'url',
  servicenow: 'instance_url',
  sharepoint: 'graph_url',
  websearch: 'url',
} as const satisfies Record<DataSourceType, string>;

export type BoundCase = {
  type: DataSourceType;
  setting: string;
  change: 'changed' | 'removed' | 'added';
  /** What the credentials were entered for. */
  genuine: Settings;
  /** What somebody would have them used with. */
  other: Settings;
};

/**
 * Every bound setting of every type of the catalogue: changed, removed, added. A setting that is
 * added to the catalogue is among them by itself.
 *
 * @param places of two servers: a genuine one and another
 */
export function boundCases(places: { genuine: string; other: string }): BoundCase[] {
  return ALLOWED_DATA_SOURCE_TYPES.flatMap((type) => {
    const all = settingsOf(type, places, 0);
    const others = settingsOf(type, places, 1);
    return Object.keys(all).flatMap((setting): BoundCase[] => {
      const { [setting]: _, ...without } = all;
      const changed = { ...all, [setting]: others[setting] };
      return [
        { type, setting, change: 'changed', genuine: all, other: changed },
        { type, setting, change: 'removed', genuine: all, other: without },
        { type, setting, change: 'added', genuine: without, other: changed },
      ];
    });
  });
}

/** Every bound setting of a type, each with the first, or the second, value that its schema takes. */
export function settingsOf(
  type: DataSourceType,
  places: { genuine: string; other: string },
  which: 0 | 1,
): Settings {
  const mails = ['svc@a.example', 'svc@b.example'];
  const choices = ['custom', 'global', 'searxng', 'brave'];
  const values = ['one', 'two', places.genuine, places.other, ...mails, ...choices];
  const { shape } = sourceTypeOf(type).settings;
  const bound = Object.entries(shape).filter(([setting]) => isBoundSetting(type, setting));
  return Object.fromEntries(
    bound.map(([setting, schema]) => {
      const fitting = values.filter((value) => schema?.safeParse(value).success);
      if (fitting.length < 2) throw new Error(`no two values for ${type} ${setting}: add some`);
      return [setting, fitting[which]];
    }),
  );
}

/** The fields of the type's first method, each of them the secret. */
export function credentialsOf(type: DataSourceType, secret: string): Record<string, string> {
  const [method] = Object.values(sourceTypeOf(type).credentialMethods);
  return Object.fromEntries(Object.keys(method?.fields ?? {}).map((field) => [field, secret]));
}

/**
 * The driver of the tests for every type: it calls the place that the type's settings name, else a
 * fixed one, as providers have that need no address.
 */
export function driversOfAllTypes(fixedPlace: () => string): Drivers {
  const load = (type: DataSourceType) => async () => driverOf(type, fixedPlace);
  const entries = ALLOWED_DATA_SOURCE_TYPES.map((type) => [type, load(type)] as const);
  return Object.fromEntries(entries) satisfies Partial<Drivers> as Drivers;
}

function driverOf(type: DataSourceType, fixedPlace: () => string): SourceDriver {
  const { verify, sync, readAgain, readAccess } = fakeDriver;
  const at = (context: SourceContext<Settings, Record<string, string>>) => ({
    ...context,
    settings: { url: String(context.settings[ADDRESS[type]] ?? fixedPlace()) },
  });
  const driver: SourceDriver<Settings, Record<string, string>> = {
    type,
    verify: (context, report) => verify(at(context), report),
    sync: (context, request) => sync(at(context), request),
    readAccess: (context, request) => readAccess(at(context), request),
    readAgain: (context, items) => {
      if (readAgain === undefined) throw new Error('the driver of the tests reads again');
      return readAgain(at(context), items);
    },
    tryQuery: async (context) => {
      await verify(at(context), () => {});
      return [];
    },
  };
  return driver as unknown as SourceDriver;
}
