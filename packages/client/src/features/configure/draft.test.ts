import { expect, test } from 'vitest';
import { draftOf, withDraft } from './draft.ts';
import { EMPTY_TABLE, initialValues } from './form-model.ts';

const stored = () =>
  initialValues('confluence', { url: 'https://a.test', spaces: ['ENG'] }, 'password');
/** As it comes back from the storage of the tab. */
const kept = (draft: unknown) => JSON.parse(JSON.stringify(draft ?? null)) as unknown;

test('what was typed comes back in the same form, and no secret is kept', () => {
  const values = stored();
  values.settings.url = 'https://b.test';
  values.settings.spaces = [];
  values.settings.include_labels = ['public'];
  values.settings.attachments = true;
  values.method = 'api_token';
  values.credentials.api_token = 'canary-3d1';
  values.credentials.password = 'canary-3d2';
  values.credentials.username = 'canary-3d3';
  const draft = draftOf(values, stored());
  expect(JSON.stringify(draft)).not.toContain('canary');
  expect(withDraft('confluence', stored(), kept(draft))).toEqual({
    ...values,
    credentials: stored().credentials,
  });
});

test('what is stored by now is no draft', () => {
  expect(draftOf(stored(), stored())).toBeUndefined();
  const pasted = { ...stored(), settings: { ...stored().settings, url: ' https://a.test\n' } };
  expect(draftOf(pasted, stored())).toBeUndefined();
  const settings = { url: 'https://a.test' };
  expect(withDraft('confluence', stored(), { method: 'password', settings })).toBeUndefined();
});

test.each([
  ['nothing', undefined],
  ['something else', 'text'],
  ['fields of another kind', { method: 'password', settings: { url: ['x'], attachments: 'yes' } }],
  ['fields that are not known', { method: 'password', settings: { token: 'x' } }],
  ['a way that is not known', { method: 'toString', settings: {} }],
])('%s in the storage of the tab changes nothing', (_, found) => {
  expect(withDraft('confluence', stored(), found)).toBeUndefined();
});

test('rows of tables come back', () => {
  const before = initialValues('servicenow', {}, 'password');
  const values = {
    ...before,
    settings: { ...before.settings, tables: [{ ...EMPTY_TABLE, table: 'incident' }] },
  };
  expect(withDraft('servicenow', before, kept(draftOf(values, before)))).toEqual(values);
});

test('what others save while the form is open was not typed in it, and what is saved by now is no draft', () => {
  const values = stored();
  values.settings.include_labels = ['public'];
  const theirs = initialValues('confluence', { url: 'https://c.test', spaces: ['HR'] }, 'password');
  expect(draftOf(values, theirs, stored())).toEqual({
    method: 'password',
    settings: { include_labels: ['public'] },
  });
  theirs.settings.include_labels = ['public'];
  expect(draftOf(values, theirs, stored())).toBeUndefined();
  values.method = 'api_token';
  expect(draftOf(values, theirs, stored())).toEqual({ method: 'api_token', settings: {} });
});
