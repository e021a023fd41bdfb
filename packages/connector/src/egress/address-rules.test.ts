import { describe, expect, test } from 'vitest';
import { isPublicAddress, mayDial, parseEgressAllow } from './address-rules.ts';

describe('isPublicAddress', () => {
  test.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'not an address',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['1.1.1.1', '8.8.8.8', '172.15.0.1', '172.32.0.1', '2606:4700:4700::1111'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('EGRESS_ALLOW', () => {
  const rules = parseEgressAllow(
    'wiki.corp.example, http://localhost:8090, 10.1.0.0/16, http://[::1]:9000',
  );
  const at = (hostname: string, port: number, address: string) =>
    mayDial(rules, { hostname, port, address });

  test('a named host may be anywhere, on any port', () => {
    expect(at('wiki.corp.example', 8443, '10.9.9.9')).toBe(true);
    expect(at('wiki.corp.example.', 443, '10.9.9.9')).toBe(true);
    expect(at('other.corp.example', 443, '10.9.9.9')).toBe(false);
  });

  test('a port counts', () => {
    expect(at('localhost', 8090, '127.0.0.1')).toBe(true);
    expect(at('localhost', 8091, '127.0.0.1')).toBe(false);
  });

  test('a range allows every host that leads there', () => {
    expect(at('any.example', 443, '10.1.2.3')).toBe(true);
    expect(at('any.example', 443, '10.2.2.3')).toBe(false);
  });

  test('IPv6 literals', () => {
    expect(at('::1', 9000, '::1')).toBe(true);
    expect(at('::1', 9001, '::1')).toBe(false);
  });

  test.each(['http://', '10.0.0.0/99', 'a b', 'host:99999'])('%s is not understood', (entry) => {
    expect(() => parseEgressAllow(entry)).toThrow(/is not a host or CIDR/);
  });
});
