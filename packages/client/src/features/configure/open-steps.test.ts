import type { ConfigurationStep, DataSourceConnection } from '@rita/contracts';
import { expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { initialValues } from './form-model.ts';
import { openSteps, stepToShow } from './open-steps.ts';
import { mayKeepSecret } from './step-resolver.ts';
import { methodToBeginWith } from './suggest-method.ts';

const AT = '2026-11-20T10:00:00.000Z';

/** Verified with a method that neither the address nor another setting tells. */
const PROVEN = [
  ['api_token', { url: 'https://wiki.acme.test', email: 'svc@acme.test' }],
  ['password', { url: 'https://wiki.acme.test' }],
  ['personal_access_token', { url: 'https://acme.atlassian.net' }],
] as const;

/** What the page shows on arrival. */
function arrive(connection: DataSourceConnection, requested: ConfigurationStep | undefined) {
  const method = methodToBeginWith(connection);
  const values = initialValues(connection.type, connection.settings, method);
  const step = stepToShow(requested, openSteps(connection, values, false), connection);
  const context = { step, connection, firstMethod: method };
  return { method, step, mayKeep: mayKeepSecret(context, values) };
}

test.each(PROVEN)(
  'with %s proven, each way in opens its own step and keeps the secret',
  (method, settings) => {
    const proven = { settings, verified_at: AT, last_verification_at: AT, verified_method: method };
    const unfinished = connectionFixture(proven);
    const enabled = connectionFixture({ ...proven, enabled: true });
    const lost = connectionFixture({ ...proven, enabled: true, error_code: 'credentials_expired' });
    expect(arrive(unfinished, 'choose')).toEqual({ method, step: 'choose', mayKeep: true });
    expect(arrive(enabled, 'choose')).toEqual({ method, step: 'choose', mayKeep: true });
    expect(arrive(lost, 'access')).toEqual({ method, step: 'access', mayKeep: true });
    expect(arrive(enabled, 'where')).toEqual({ method, step: 'where', mayKeep: true });
  },
);

test('where it was never said how, the e-mail that only one way uses tells it', () => {
  const settings = { url: 'http://127.0.0.1:4000', email: 'svc@acme.test' };
  const held = connectionFixture({ settings, verified_at: AT, last_verification_at: AT });
  expect(arrive(held, 'choose')).toEqual({ method: 'api_token', step: 'choose', mayKeep: true });
});

test('what was to be chosen waits for access, and access for the address', () => {
  const known = connectionFixture({ settings: { url: 'https://acme.atlassian.net' } });
  expect(arrive(known, 'choose').step).toBe('access');
  expect(arrive(connectionFixture(), 'choose').step).toBe('where');
});

test('a way that the catalogue does not have any more is not chosen', () => {
  const held = connectionFixture({ verified_at: AT, verified_method: 'toString' });
  expect(methodToBeginWith(held)).toBe('api_token');
});
