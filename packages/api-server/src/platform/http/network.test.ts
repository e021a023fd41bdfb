import { expect, test } from 'vitest';
import { addressGroup, describeNetwork } from './network.ts';

test.each([
  ['192.0.2.1', '192.0.2.1', '192.0.2.0/24'],
  ['::ffff:192.0.2.1', '192.0.2.1', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:1::/48'],
  ['2001:db8::1', '2001:db8:0:0', '2001:db8:0::/48'],
  ['2001:0DB8:0001:0002:0000:0000:0000:0001', '2001:db8:1:2', '2001:db8:1::/48'],
  ['::1', '0:0:0:0', '0:0:0::/48'],
])('%s counts as %s and is shown as %s', (ip, group, network) => {
  expect(addressGroup(ip)).toBe(group);
  expect(describeNetwork(ip)).toBe(network);
});

test('no address has no network', () => {
  expect(describeNetwork(null)).toBeNull();
  expect(describeNetwork('')).toBeNull();
  expect(addressGroup(undefined)).toBe('unknown');
});
