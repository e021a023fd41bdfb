import { ALLOWED_DATA_SOURCE_TYPES, CONFIGURATION_STEPS, sourceTypeOf } from '@rita/contracts';
import { describe, expect, test } from 'vitest';
import {
  credentialFieldsOf,
  EMPTY_TABLE,
  EVERYTHING,
  fromFieldValue,
  initialValues,
  missingToSync,
  settingFieldsOf,
  type TableChoice,
  toFieldValue,
  withProven,
} from './form-model.ts';
import { hasEnteredSecret, stepErrors } from './form-validation.ts';
import { changedSettings, credentialsOf } from './request-payload.ts';
import { suggestMethod } from './suggest-method.ts';

describe.each(ALLOWED_DATA_SOURCE_TYPES)('%s', (type) => {
  const methods = Object.keys(sourceTypeOf(type).credentialMethods);

  test('every setting field stands in exactly one step', () => {
    const everyMethod = methods.flatMap((method) =>
      CONFIGURATION_STEPS.flatMap((step) => settingFieldsOf(type, step, method)),
    );
    const shown = new Set(everyMethod.map((field) => field.key));
    expect([...shown].sort()).toEqual(Object.keys(sourceTypeOf(type).settingFields).sort());
  });

  test.each(methods)('%s: an empty form names each required field, and nothing else', (method) => {
    const values = initialValues(type, {}, method);
    const fields = [
      ...CONFIGURATION_STEPS.flatMap((step) => settingFieldsOf(type, step, method)),
      ...credentialFieldsOf(type, method),
    ];
    const errors = Object.assign(
      {},
      ...CONFIGURATION_STEPS.map((step) =>
        stepErrors({ type, step, values, mayKeepSecret: false }),
      ),
    );
    const required = fields.filter((field) => field.required).map((field) => field.path);
    expect(Object.keys(errors).sort()).toEqual(required.sort());
  });

  test.each(methods)('%s: sends exactly the credentials of the method', (method) => {
    const values = initialValues(type, {}, method);
    for (const key of Object.keys(values.credentials)) values.credentials[key] = 'typed';
    const fields = Object.keys(sourceTypeOf(type).credentialMethods[method]?.fields ?? {});
    expect(Object.keys(credentialsOf(type, values)).sort()).toEqual(fields.sort());
  });

  test('values survive the way into the form and back', () => {
    const stored = STORED[type];
    const method = suggestMethod(type, stored);
    const values = initialValues(type, stored, method);
    expect(changedSettings({ type, settings: stored }, values, CONFIGURATION_STEPS)).toEqual({});
    expect(changedSettings({ type, settings: {} }, values, CONFIGURATION_STEPS)).toEqual(stored);
  });
});

const STORED: Record<(typeof ALLOWED_DATA_SOURCE_TYPES)[number], Record<string, unknown>> = {
  confluence: {
    url: 'https://acme.atlassian.net',
    email: 'svc@acme.test',
    spaces: ['ENG', 'HR'],
    cql: 'type = page',
    attachments: true,
  },
  servicenow: {
    instance_url: 'https://acme.service-now.com',
    username: 'svc',
    knowledge_bases: ['a'.repeat(32)],
    tables: [
      { table: 'incident', query: 'active=true' },
      { table: 'problem' },
      { table: 'change_request', access: 'role', role: 'itil' },
      { table: 'sn_hr_core_case', access: 'group', group: 'b'.repeat(32) },
      { table: 'sc_req_item', query: 'active=true', access: 'record_people' },
      { table: 'cmdb_ci_service', access: 'matched' },
    ],
  },
  sharepoint: { tenant_id: 'acme', client_id: 'c', max_file_mb: 50, pages: true, cloud: 'global' },
  websearch: { provider: 'searxng', url: 'https://search.acme.test', queries: ['rita'] },
};

test('the address decides the way to prove access to Confluence', () => {
  expect(suggestMethod('confluence', { url: 'https://acme.atlassian.net/wiki' })).toBe('api_token');
  expect(suggestMethod('confluence', { url: 'https://wiki.acme.test' })).toBe(
    'personal_access_token',
  );
  expect(suggestMethod('confluence', { url: 'not yet' })).toBe('api_token');
  expect(suggestMethod('websearch', { provider: 'brave' })).toBe('api_key');
  expect(suggestMethod('servicenow', { username: 'svc' })).toBe('password');
});

test('says in plain words what to correct', () => {
  const values = initialValues('confluence', { url: 'ftp://acme.test', email: 'ana' }, 'api_token');
  const check = (step: 'where' | 'access') =>
    stepErrors({ type: 'confluence', step, values, mayKeepSecret: true });
  expect(check('where')).toEqual({
    'settings.url': 'Site must be an http(s) address without user name and password.',
  });
  expect(check('access')).toEqual({
    'settings.email': 'Enter a full e-mail address, like name@company.com.',
  });
  const search = initialValues(
    'websearch',
    { allowed_domains: ['acme.test', 'no domain'] },
    'none',
  );
  expect(
    stepErrors({ type: 'websearch', step: 'choose', values: search, mayKeepSecret: true }),
  ).toEqual({ 'settings.allowed_domains': '“no domain” must be a domain.' });
  const limit = initialValues('sharepoint', {}, 'certificate');
  limit.settings.max_file_mb = 'ten';
  const errors = stepErrors({
    type: 'sharepoint',
    step: 'choose',
    values: limit,
    mayKeepSecret: true,
  });
  expect(errors).toEqual({ 'settings.max_file_mb': 'Enter a number for “Largest file, in MB”.' });
});

test('a table and its query are told apart, and a row left empty is none', () => {
  const values = initialValues('servicenow', {}, 'password');
  const errorsOf = (tables: Partial<TableChoice>[]) => {
    values.settings.tables = tables.map((choice) => ({ ...EMPTY_TABLE, ...choice }));
    return stepErrors({ type: 'servicenow', step: 'choose', values, mayKeepSecret: true });
  };
  expect(errorsOf([{ table: ' ', query: '' }])).toEqual({});
  expect(changedSettings({ type: 'servicenow', settings: {} }, values, ['choose'])).toEqual({});
  const path = 'settings.tables';
  expect(errorsOf([{ table: 'Incidents!', query: '' }])).toEqual({
    [path]: '“Incidents!” must be the name of a table.',
  });
  expect(errorsOf([{ table: '', query: 'active=true' }])).toEqual({
    [path]: 'Table must be the name of a table.',
  });
  expect(errorsOf([{ table: 'incident', query: 'x'.repeat(2001) }])[path]).toContain(
    'Query for incident',
  );
  const twice = { table: 'incident', query: '' };
  expect(errorsOf([twice, twice])[path]).toMatch(/^Tables must name each table once/);
  expect(errorsOf([{ table: 'incident', access: 'role', role: ' ' }])[path]).toBe(
    'Who finds the records of incident must name the role whose people may find the records.',
  );
  expect(errorsOf([{ table: 'incident', access: 'group', group: 'Service desk' }])[path]).toBe(
    'Who finds the records of incident must be the sys_id of a group.',
  );
});

test('a bad secret is never repeated in its error', () => {
  const values = initialValues('sharepoint', { client_id: 'c' }, 'certificate');
  values.credentials.certificate_pem = 'canary-secret';
  const errors = stepErrors({ type: 'sharepoint', step: 'access', values, mayKeepSecret: false });
  expect(JSON.stringify(errors)).toContain('must be PEM text');
  expect(JSON.stringify(errors)).not.toContain('canary');
});

test('a held secret may be kept only while nothing of a new one is entered', () => {
  const values = initialValues('confluence', {}, 'password');
  const errors = () =>
    stepErrors({ type: 'confluence', step: 'access', values, mayKeepSecret: true });
  expect(errors()).toEqual({});
  values.credentials.username = 'ana';
  expect(hasEnteredSecret('confluence', values)).toBe(true);
  expect(Object.keys(errors())).toEqual(['credentials.password']);
});

test('an empty field means not set', () => {
  const hint = { label: 'x', input: 'text' } as const;
  expect(fromFieldValue(hint, '  ')).toBeUndefined();
  expect(fromFieldValue({ ...hint, input: 'option_list' }, EVERYTHING)).toBeUndefined();
  expect(toFieldValue({ ...hint, input: 'text_list' }, undefined)).toEqual([]);
});

describe('only what is chosen, with nothing chosen', () => {
  const choices = ALLOWED_DATA_SOURCE_TYPES.flatMap((type) =>
    Object.entries(sourceTypeOf(type).settingFields)
      .filter(([, hint]) => hint.input === 'option_list')
      .map(([key]) => [type, key] as const),
  );

  test.each(choices)('%s: %s is an error at the field', (type, key) => {
    const method = suggestMethod(type, {});
    const values = initialValues(type, {}, method);
    const errors = () => stepErrors({ type, step: 'choose', values, mayKeepSecret: true });
    values.settings[key] = [];
    expect(Object.keys(errors())).toContain(`settings.${key}`);
    values.settings[key] = EVERYTHING;
    expect(Object.keys(errors())).not.toContain(`settings.${key}`);
  });

  test.each(choices)(
    '%s: an empty list stored as %s before is everything, and stays',
    (type, key) => {
      const stored = { type, settings: { [key]: [] } };
      const values = initialValues(type, stored.settings, suggestMethod(type, {}));
      expect(values.settings[key]).toBe(EVERYTHING);
      expect(stepErrors({ type, step: 'choose', values, mayKeepSecret: true })).toEqual({});
    },
  );
});

test('what was proven elsewhere takes the place of address, account and secret, not of the choice', () => {
  const typed = {
    ...initialValues(
      'confluence',
      { url: 'https://typed.example', cql: 'type = page' },
      'password',
    ),
    credentials: { api_token: 'typed' },
  };
  const settings = { url: 'https://proven.example', email: 'svc@example.com' };
  const proven = initialValues('confluence', settings, 'api_token');
  const after = withProven('confluence', typed, proven);
  expect(after).toMatchObject({
    method: 'api_token',
    settings: { ...settings, cql: 'type = page' },
  });
  expect(after.credentials).toEqual(proven.credentials);
});

test('what is needed depends on what else is chosen', () => {
  const isUrlNeeded = (provider: string) =>
    settingFieldsOf('websearch', 'where', 'api_key', { provider }).find(({ key }) => key === 'url')
      ?.required;
  expect(isUrlNeeded('searxng')).toBe(true);
  expect(isUrlNeeded('brave')).toBe(false);
});

test('a web search without queries has nothing to sync; others read what there is', () => {
  const values = initialValues('websearch', { provider: 'brave' }, 'api_key');
  expect(missingToSync('websearch', values)?.key).toBe('queries');
  const settings = { ...values.settings, queries: ['green tea'] };
  expect(missingToSync('websearch', { ...values, settings })).toBeUndefined();
  expect(missingToSync('confluence', initialValues('confluence', {}, 'api_token'))).toBeUndefined();
});
