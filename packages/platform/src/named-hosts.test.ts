import { describe, expect, test } from 'vitest';
import { isAddressOrNetwork, mayNamedHostLeadTo, readNamedHost } from './named-hosts.ts';

describe('a host that an operator names', () => {
  test.each([
    ['Chat.Corp.Example.', 'chat.corp.example'],
    ['chat', 'chat'],
    ['10.0.0.8', '10.0.0.8'],
    ['fd00::1', 'fd00::1'],
    ['[fd00::1]', 'fd00::1'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('%s is %s', (written, host) => expect(readNamedHost(written)).toBe(host));

  test.each([
    ...[
      '*.corp.example',
      'a b',
      'a..b',
      '-',
      'a.example:8080',
      'a.example:80',
      'https://a.example',
      'a/b',
      'u@a',
    ],
    ...['10.1', '127.1', '2130706433', '0x7f000001', '0.0.0.0', '224.0.0.1', '[::]'],
  ])('%s is refused by its name', (written) => {
    expect(() => readNamedHost(written)).toThrow(`“${written}”`);
  });
});

describe('where it may lead', () => {
  test.each([
    ['chat.corp.example', '10.0.0.8', true],
    ['chat.corp.example', 'fd00::8', true],
    ['chat.corp.example', '127.0.0.1', false],
    ['chat.corp.example', '169.254.169.254', false],
    ['chat.corp.example', '::1', false],
    ['chat.corp.example', 'fd00:ec2::254', false],
    ['chat.corp.example', '0.0.0.0', false],
    ['chat.corp.example', '::ffff:127.0.0.1', false],
    ['localhost', '127.0.0.1', true],
    ['localhost', '169.254.169.254', false],
    ['127.0.0.1', '127.0.0.1', true],
  ])('%s to %s: %s', (host, address, expected) => {
    expect(mayNamedHostLeadTo(host, address)).toBe(expected);
  });
});

test.each([
  ['10.0.0.1', true],
  ['10.0.0.0/8', true],
  ['fd00::/8', true],
  ['1', false],
  ['10.1', false],
  ['10.0.0.0/77', false],
  ['proxy.example', false],
  ['', false],
])('%j is an address or a network: %s', (text, expected) => {
  expect(isAddressOrNetwork(text)).toBe(expected);
});
