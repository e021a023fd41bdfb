import type { SampleSource } from '@rita/contracts';
import { describe, expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { type SampleState, sampleState, samplesTogether } from './sample-state.ts';

const AT = '2026-11-23T12:00:00.000Z';
const sample: SampleSource = {
  ...{ type: 'confluence', name: 'Northwind', description: '' },
  settings: { url: 'http://127.0.0.1:4711', email: 'svc@northwind.example' },
  credentials: { api_token: 'public' },
};
const theirs = { url: 'https://wiki.acme.example' };
type Changes = Parameters<typeof connectionFixture>[0];
const stateOf = (changes: Changes) => sampleState(connectionFixture(changes), sample);
const proven = { settings: sample.settings, verified_at: AT, last_verification_at: AT };
const enabled = { ...proven, enabled: true };
const read = { ...connectionFixture().access, last_checked_at: AT };

describe('what a connection is to the sample of its type', () => {
  test.each<[SampleState, string, Changes]>([
    ['open', 'nothing was ever entered', { settings: {} }],
    ['open', 'only the sample was entered', { settings: { url: sample.settings.url } }],
    ['own', 'an address of their own was entered', { settings: theirs }],
    ['own', 'an account of their own was entered', { settings: { email: 'ada@acme.example' } }],
    ['refused', 'an attempt has failed', { last_verification_error: 'HTTP 401' }],
    ['own', 'theirs has failed', { settings: theirs, last_verification_error: 'HTTP 401' }],
    ['checking', 'access is being proven', { status: 'verifying' }],
    ['proven', 'access is proven', proven],
    ['checking', 'access is being proven again', { ...proven, status: 'verifying' }],
    ['own', 'access to theirs is proven', { ...proven, settings: theirs }],
    ['own', 'theirs has another account', { ...enabled, settings: { url: sample.settings.url } }],
    ['own', 'theirs is in use', { ...enabled, settings: theirs, status: 'syncing' }],
    ['chosen', 'it is in use and nothing is read', enabled],
    ['chosen', 'the first sync was cancelled', { ...enabled, last_sync_status: 'cancelled' }],
    ['reading', 'the first sync runs', { ...enabled, status: 'syncing' }],
    ['failed', 'the first sync has failed', { ...enabled, last_sync_status: 'failed' }],
    [
      'permissions',
      'nobody finds the documents yet',
      { ...enabled, last_sync_status: 'completed', last_sync_at: AT },
    ],
    [
      'ready',
      'all is read',
      { ...enabled, last_sync_status: 'completed', last_sync_at: AT, access: read },
    ],
  ])('%s: %s', (state, _why, changes) => {
    expect(stateOf(changes)).toBe(state);
  });

  test('what else was chosen to be read leaves it the sample', () => {
    expect(stateOf({ ...enabled, settings: { ...sample.settings, spaces: ['ENG'] } })).toBe(
      'chosen',
    );
  });
});

describe('all samples together', () => {
  const rows = (...states: (SampleState | 'busy')[]) =>
    states.map((state) => ({
      state: state === 'busy' ? ('open' as const) : state,
      isBusy: state === 'busy',
    }));
  test.each<[string, number, number, (SampleState | 'busy')[]]>([
    ['offer', 4, 0, ['open', 'open', 'open', 'open']],
    ['offer', 2, 0, ['open', 'reading', 'proven']],
    ['offer', 1, 2, ['ready', 'ready', 'chosen']],
    ['running', 0, 0, ['busy', 'checking']],
    ['running', 0, 1, ['ready', 'permissions', 'refused']],
    ['done', 0, 1, ['ready', 'refused', 'failed']],
    ['done', 0, 2, ['ready', 'ready']],
    ['offer', 0, 0, ['refused']],
  ])('%s, %i to connect, %i ready: %j', (phase, left, ready, states) => {
    const together = samplesTogether(rows(...states));
    expect([together.phase, together.left.length, together.ready]).toEqual([phase, left, ready]);
  });
});
