import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { createWebhookSigner, isWeakSecret, SignatureError } from './signed-webhook.ts';

const OLD = `whsec_${Buffer.from('an old secret of 24 bytes').toString('base64')}`;
const NEW = `whsec_${Buffer.from('a new secret of 24 bytes!').toString('base64')}`;
const body = '{"hello":"wörld"}';
const now = new Date();
const sign = (secrets: string, at = now) =>
  createWebhookSigner(secrets).sign({ id: 'msg_1', body, now: at });

function failureOf(attempt: () => unknown) {
  try {
    attempt();
  } catch (error) {
    return error instanceof SignatureError ? error.reason : error;
  }
  return 'accepted';
}

test('the reference library accepts what we sign, and we what it signs', () => {
  expect(new Webhook(NEW).verify(body, sign(NEW))).toEqual({ hello: 'wörld' });
  const headers = {
    'webhook-id': 'msg_2',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(NEW).sign('msg_2', now, body),
  };
  expect(createWebhookSigner(NEW).verify({ headers, body }).id).toBe('msg_2');
});

test('both secrets work during a rotation, in either order of restarts', () => {
  const both = `${NEW} ${OLD}`;
  expect(failureOf(() => createWebhookSigner(OLD).verify({ headers: sign(both), body }))).toBe(
    'accepted',
  );
  expect(failureOf(() => createWebhookSigner(both).verify({ headers: sign(OLD), body }))).toBe(
    'accepted',
  );
});

test.each([
  ['another body', () => ({ headers: sign(NEW), body: '{}' }), 'mismatch'],
  ['another id', () => ({ headers: { ...sign(NEW), 'webhook-id': 'msg_9' }, body }), 'mismatch'],
  ['another secret', () => ({ headers: sign(OLD), body }), 'mismatch'],
  ['no headers', () => ({ headers: {}, body }), 'missing'],
  ['an odd id', () => ({ headers: { ...sign(NEW), 'webhook-id': 'a\r\nb' }, body }), 'missing'],
  ['no number', () => ({ headers: { ...sign(NEW), 'webhook-timestamp': '1e9' }, body }), 'missing'],
  ['6 min old', () => ({ headers: sign(NEW, new Date(+now - 360_000)), body }), 'clock_skew'],
  ['6 min ahead', () => ({ headers: sign(NEW, new Date(+now + 360_000)), body }), 'clock_skew'],
])('%s is refused', (_, request, reason) => {
  expect(failureOf(() => createWebhookSigner(NEW).verify({ ...request(), now }))).toBe(reason);
});

test('a stored message may be of any age, and of nobody else', () => {
  const lastYear = new Date(+now - 31_536_000_000);
  const headers = sign(NEW, lastYear);
  expect(createWebhookSigner(NEW).verifyStored({ headers, body }).id).toBe('msg_1');
  for (const wrong of [
    { headers, body: '{}' },
    { headers: { ...headers, 'webhook-id': 'msg_2' }, body },
    { headers: { ...headers, 'webhook-timestamp': '1' }, body },
    { headers: { ...headers, 'webhook-signature': 7 }, body },
    { headers: sign(OLD, lastYear), body },
    { headers: {}, body },
  ]) {
    expect(() => createWebhookSigner(NEW).verifyStored(wrong)).toThrow(SignatureError);
  }
});

test('no secret at all is an error at the start', () => {
  expect(() => createWebhookSigner(' ')).toThrow('no webhook secret');
});

test.each([
  ['whsec_AA==', true],
  ['Z3Vlc3NlZA==', true],
  [`${OLD} whsec_c2hvcnQ=`, true],
  [OLD, false],
  [`${OLD}  ${NEW} `, false],
])('%s is weak: %s', (secrets, expected) => {
  expect(isWeakSecret(secrets)).toBe(expected);
});
