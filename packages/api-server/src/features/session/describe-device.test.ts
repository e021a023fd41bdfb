import { expect, test } from 'vitest';
import { describeDevice } from './describe-device.ts';

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0',
    { browser: 'Microsoft Edge', system: 'Windows', kind: 'desktop' },
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36',
    { browser: 'Chrome', system: 'macOS', kind: 'desktop' },
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36',
    { browser: 'Chrome', system: 'Android', kind: 'phone' },
  ],
  ['node', { browser: null, system: null, kind: 'unknown' }],
  ['', { browser: null, system: null, kind: 'unknown' }],
  [null, { browser: null, system: null, kind: 'unknown' }],
] as const)('%s', (userAgent, device) => {
  expect(describeDevice(userAgent)).toEqual(device);
});

test('whatever is sent as one, it stays short', () => {
  for (const text of [
    '<script>'.repeat(5_000),
    `${'a/1 '.repeat(10_000)}Firefox/1`,
    '\u0000 \ud800',
  ]) {
    const { browser, system } = describeDevice(text);
    expect((browser ?? '').length).toBeLessThanOrEqual(40);
    expect((system ?? '').length).toBeLessThanOrEqual(40);
  }
});
