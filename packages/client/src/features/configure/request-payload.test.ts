import { expect, test } from 'vitest';
import { initialValues } from './form-model.ts';
import { changedSettings, changesBoundSettings, credentialsOf } from './request-payload.ts';

const stored = {
  type: 'confluence',
  settings: { url: 'https://acme.atlassian.net', email: 'ana@acme.test', spaces: ['ENG', 'HR'] },
} as const;
const values = () => initialValues('confluence', stored.settings, 'api_token');

test('sends only what changed, and null for what was emptied', () => {
  const form = values();
  form.settings.spaces = [];
  form.settings.cql = ' type = page ';
  expect(changedSettings(stored, form, ['choose'])).toEqual({ spaces: null, cql: 'type = page' });
  expect(changedSettings(stored, form, ['where', 'access'])).toEqual({});
});

test('the order of a selection is no change', () => {
  const form = values();
  form.settings.spaces = ['HR', 'ENG'];
  expect(changedSettings(stored, form, ['choose'])).toEqual({});
});

test('nor is the order in which the database hands back the parts of a table', () => {
  const one = { table: 'incident', query: 'active=true', access: 'role', role: 'itil' };
  const settings = { tables: [{ table: 'problem' }, one] };
  const form = initialValues('servicenow', settings, 'password');
  const turned = { role: 'itil', query: 'active=true', table: 'incident', access: 'role' };
  const held = { tables: [turned, { table: 'problem' }] };
  expect(changedSettings({ type: 'servicenow', settings: held }, form, ['choose'])).toEqual({});
  const other = { tables: [{ ...turned, role: 'knowledge' }, { table: 'problem' }] };
  expect(changedSettings({ type: 'servicenow', settings: other }, form, ['choose'])).toEqual(
    settings,
  );
});

test('a setting that the chosen way does not use is removed', () => {
  const form = values();
  form.method = 'personal_access_token';
  expect(changedSettings(stored, form, ['where', 'access'])).toEqual({ email: null });
});

test('only a new address or account asks for the secret again', () => {
  const form = values();
  form.settings.spaces = ['OPS'];
  expect(changesBoundSettings(stored, form)).toBe(false);
  form.settings.url = 'https://other.atlassian.net';
  expect(changesBoundSettings(stored, form)).toBe(true);
});

test('settings that no field shows stay as they are', () => {
  const settings = { instance_url: 'https://a.service-now.com', tables: [{ table: 'incident' }] };
  const form = initialValues('servicenow', settings, 'password');
  expect(
    changedSettings({ type: 'servicenow', settings }, form, ['where', 'access', 'choose']),
  ).toEqual({});
});

test('a password is sent as typed, a user name without stray spaces', () => {
  const form = values();
  form.method = 'password';
  form.credentials.username = ' ana ';
  form.credentials.password = ' p4ss ';
  expect(credentialsOf('confluence', form)).toEqual({ username: 'ana', password: ' p4ss ' });
});

test('a token is sent without what came with it from a mail, where it was broken in two', () => {
  const form = values();
  form.method = 'personal_access_token';
  form.credentials.personal_access_token = ' \u200bNDc4\u00adMz\n  A2Njk\u00a0';
  expect(credentialsOf('confluence', form)).toEqual({ personal_access_token: 'NDc4MzA2Njk' });
});
