import { describe, expect, test } from 'vitest';
import {
  ALLOWED_DATA_SOURCE_TYPES,
  boundSettings,
  CATALOGUE,
  credentialMethodOf,
  credentialsSchema,
  DEFAULT_DATA_SOURCES,
  isBoundSetting,
  isValidDataSourceType,
  opensMore,
  sourceSettings,
  sourceTypeOf,
  storedSettingsSchema,
} from './index.ts';
import { defineSourceType } from './source-type.ts';

test('knows the four types, and nothing that merely looks like one', () => {
  expect(ALLOWED_DATA_SOURCE_TYPES).toEqual([
    'confluence',
    'servicenow',
    'sharepoint',
    'websearch',
  ]);
  expect(DEFAULT_DATA_SOURCES.map(({ type }) => type)).toEqual(ALLOWED_DATA_SOURCE_TYPES);
  for (const odd of ['toString', '__proto__', 'constructor', 'Confluence', '', null, 7]) {
    expect(isValidDataSourceType(odd)).toBe(false);
  }
});

describe.each(ALLOWED_DATA_SOURCE_TYPES)('%s', (type) => {
  const source = sourceTypeOf(type);
  const settings = Object.keys(source.settings.shape);
  const credentials = Object.values(source.credentialMethods).flatMap((method) =>
    Object.keys(method.schema.shape),
  );

  test('is registered under its own name', () => {
    expect(CATALOGUE[type].type).toBe(type);
  });

  test('hints only at settings that exist, each in a step', () => {
    for (const [name, hint] of Object.entries(source.settingFields)) {
      expect(settings).toContain(name);
      expect(hint.step).toBeDefined();
      if (hint.input === 'option_list' || hint.input === 'table_list')
        expect(source.options).toHaveProperty(hint.optionsKey ?? '');
      if (hint.input === 'select') expect(hint.choices?.length).toBeGreaterThan(1);
      for (const method of hint.onlyWith ?? []) {
        expect(source.credentialMethods).toHaveProperty(method);
      }
    }
  });

  // Whoever may change an unbound address could have the secret sent to a server of their own.
  test('every address that a secret may be sent to is bound to the credentials', () => {
    for (const name of settings.filter((setting) => /(^|_)url$/.test(setting))) {
      expect([name, isBoundSetting(type, name)]).toEqual([name, true]);
    }
  });

  test('says of exactly its settings whether they are bound, and binds what the first steps ask for', () => {
    expect(Object.keys(source.binding).toSorted()).toEqual(settings.toSorted());
    for (const [name, { step }] of Object.entries(source.settingFields)) {
      expect([name, isBoundSetting(type, name)]).toEqual([name, step !== 'choose']);
    }
    expect(isBoundSetting(type, 'a_setting_of_tomorrow')).toBe(true);
    expect(isBoundSetting(type, 'constructor')).toBe(true);
  });

  test('every setting that a method needs is bound: it says whose the secret is', () => {
    const methods = Object.values(source.credentialMethods);
    for (const name of methods.flatMap((method) => method.requires)) {
      expect([name, isBoundSetting(type, name)]).toEqual([name, true]);
    }
  });

  test('has a hint for every credential field, and takes each for a secret or a name', () => {
    for (const method of Object.values(source.credentialMethods)) {
      expect(Object.keys(method.fields).toSorted()).toEqual(
        Object.keys(method.schema.shape).toSorted(),
      );
      for (const required of method.requires) expect(settings).toContain(required);
    }
  });

  test('no field that a method keeps secret is a setting', () => {
    const secrets = Object.values(source.credentialMethods).flatMap((method) =>
      Object.entries(method.fields)
        .filter(([, hint]) => hint.input.endsWith('secret'))
        .map(([name]) => name),
    );
    for (const secret of secrets) expect(settings).not.toContain(secret);
  });

  test('refuses a credential, or anything else it does not know, among the settings', () => {
    const stored = storedSettingsSchema(type);
    expect(stored.safeParse({}).success).toBe(true);
    for (const name of [...credentials.filter((name) => !settings.includes(name)), 'password2']) {
      const result = stored.safeParse({ [name]: 'canary' });
      expect(result.error?.issues[0]?.code).toBe('unrecognized_keys');
      expect(JSON.stringify(result.error?.issues)).not.toContain('canary');
    }
  });

  test('tells the methods apart by their fields', () => {
    for (const [id, method] of Object.entries(source.credentialMethods)) {
      const values = Object.fromEntries(
        Object.keys(method.schema.shape).map((name) => [
          name,
          name === 'certificate_pem' ? '-----BEGIN x' : 'x-1',
        ]),
      );
      expect(credentialsSchema(type).parse(values)).toEqual(values);
      expect(credentialMethodOf(type, values)).toBe(id);
      expect(credentialMethodOf(type, { ...values, extra: 'x' })).toBeUndefined();
    }
  });

  test('every option that fills a setting names one that exists', () => {
    for (const option of Object.values(source.options)) {
      if (option.setting !== undefined) expect(settings).toContain(option.setting);
    }
  });
});

test('the address and the account are bound to the credentials, the scope is not', () => {
  expect(isBoundSetting('confluence', 'url')).toBe(true);
  expect(isBoundSetting('confluence', 'spaces')).toBe(false);
  expect(
    boundSettings('confluence', { url: 'https://a.example', spaces: ['A'], email: undefined }),
  ).toEqual({ url: 'https://a.example' });
});

test('a bound setting has one form, however it was written', () => {
  const written = { email: 'svc@a.example', url: ' https://a.example ', cql: 'x' };
  const read = { url: 'https://a.example', email: 'svc@a.example', spaces: ['A'] };
  const bound = boundSettings('confluence', written);
  expect(bound).toEqual(boundSettings('confluence', read));
  expect(Object.keys(bound)).toEqual(['email', 'url']);
});

test('which source it is follows from where it is, not from the account or from what is chosen', () => {
  const settings = { url: ' https://A.example/ ', email: 'svc@a.example', spaces: ['A'] };
  expect(sourceSettings('confluence', settings)).toEqual({ url: 'https://a.example' });
  const instance = { instance_url: 'https://dev.example', username: 'svc', knowledge_bases: ['x'] };
  expect(Object.keys(sourceSettings('servicenow', instance))).toEqual(['instance_url']);
  const tenant = { tenant_id: 't', client_id: 'c', pages: true };
  expect(sourceSettings('sharepoint', tenant)).toEqual({ tenant_id: 't' });
});

test.each([
  ['websearch', { internal_pages: 'nobody' }, { internal_pages: 'everyone' }],
  ['sharepoint', {}, { organization_links: 'members' }],
  ['sharepoint', { only_groups: ['a', 'b'] }, { only_groups: ['a', 'c'] }],
  ['sharepoint', { only_groups: ['A'] }, {}],
  ['servicenow', {}, { tables: [{ table: 'incident', access: 'matched' }] }],
  [
    'servicenow',
    { tables: [{ table: 'incident', access: 'role', role: 'itil' }] },
    { tables: [{ table: 'incident', access: 'role', role: 'snc_internal' }] },
  ],
  [
    'servicenow',
    { tables: [{ table: 'incident', access: 'matched', query: 'active=true' }] },
    { tables: [{ table: 'incident', access: 'matched' }] },
  ],
] as const)(
  '%s: with other settings more is found, and the other way round less',
  (type, less, more) => {
    expect(opensMore(type, less, more)).toBe(true);
    expect(opensMore(type, more, more)).toBe(false);
  },
);

test('what narrows, or lets nobody in yet, opens nothing', () => {
  expect(opensMore('sharepoint', {}, { only_groups: ['a'] })).toBe(false);
  expect(opensMore('sharepoint', { only_groups: ['A', 'b'] }, { only_groups: ['a'] })).toBe(false);
  const opened = { tables: [{ table: 'incident', access: 'matched' }] };
  expect(opensMore('servicenow', opened, {})).toBe(false);
  expect(opensMore('servicenow', {}, { tables: [{ table: 'incident' }] })).toBe(false);
  expect(opensMore('confluence', {}, { spaces: ['A'] })).toBe(false);
});

test('a setting that does not say whether it is bound does not compile', () => {
  const { binding: _, ...rest } = CATALOGUE.confluence;
  const { email: __, ...incomplete } = CATALOGUE.confluence.binding;
  // @ts-expect-error the e-mail is neither bound nor free
  expect(defineSourceType({ ...rest, binding: incomplete })).toBeDefined();
  expect(defineSourceType({ ...rest, binding: { ...incomplete, email: 'bound' } })).toBeDefined();
});

test.each([
  'ftp://a.example',
  'https://user:secret@a.example',
  'https://a.example/#x',
  'a.example',
  'javascript:alert(1)',
  '',
])('%j is not an address', (url) => {
  expect(storedSettingsSchema('confluence').safeParse({ url }).success).toBe(false);
});
