import { isPublicAddress } from '@rita/platform/address-kinds';
import { describe, expect, test } from 'vitest';
import { mayDial, parseEgressAllow } from './address-rules.ts';

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
    '168.63.129.16',
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

  test.each([
    'http://',
    '10.0.0.0/99',
    'a b',
    'host:99999',
    'host:0',
    'host:',
    '*.corp.example',
    'host/path',
    'host?query',
    'host#part',
    'user@host',
    'ftp://host',
    'http:host',
    '10.0.0.0/8:443',
    '-host',
    `${'a'.repeat(64)}.example`,
    '256.0.0.1',
    '[fe80::1%eth0]',
    '"wiki.example"',
  ])('%s is no host and no network', (entry) => {
    const read = () => parseEgressAllow(`wiki.example, ${entry}`);
    expect(read).toThrow(`“${entry}” is not a host or CIDR`);
  });

  test.each([
    ['10.1', '10.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['10.0.0.07', '10.0.0.7'],
    ['10.1.2.3/16', '10.1.0.0/16'],
    ['fd00::1/8', 'fd00::/8'],
  ])('%s is said to be %s, and not taken for it', (entry, meant) => {
    expect(() => parseEgressAllow(entry)).toThrow(`“${entry}”`);
    expect(() => parseEgressAllow(entry)).toThrow(meant);
  });

  test.each(['0.0.0.0', '0.0.0.0/8', '224.0.0.1', '255.255.255.255/32', '::', 'ff02::/16'])(
    '%s would be an entry without any effect',
    (entry) => expect(() => parseEgressAllow(entry)).toThrow(`“${entry}” can match nothing`),
  );

  test.each(['[::ffff:10.0.0.1]', '::ffff:0:0/96', '64:ff9b::/96'])(
    'neither does %s open IPv4 by way of IPv6',
    (entry) => expect(() => parseEgressAllow(entry)).toThrow(`“${entry}” can match nothing`),
  );
});

describe('the machine itself and its link', () => {
  const OWN = ['127.0.0.1', '127.9.9.9', '::1', '169.254.169.254', 'fe80::1', 'fd00:ec2::254'];
  const isOpen = (rule: string, hostname: string, address: string) =>
    mayDial(parseEgressAllow(rule), { hostname, port: 3900, address });

  test.each(OWN)(
    '%s is not opened by the name of a host, nor by a network around it',
    (address) => {
      expect(isOpen('wiki.corp.example', 'wiki.corp.example', address)).toBe(false);
      expect(isOpen('wiki.corp.example:3900', 'wiki.corp.example', address)).toBe(false);
      expect(isOpen('0.0.0.0/0', address, address)).toBe(false);
      expect(isOpen('::/0', address, address)).toBe(false);
      expect(isOpen('126.0.0.0/7, 169.0.0.0/8, fc00::/7, fe00::/7', address, address)).toBe(false);
    },
  );

  test.each(OWN)('%s is where it is written', (address) => {
    const literal = address.includes(':') ? `[${address}]` : address;
    expect(isOpen(literal, address, address)).toBe(true);
    expect(isOpen(`${literal}:3900`, address, address)).toBe(true);
    expect(isOpen(`${literal}:3901`, address, address)).toBe(false);
    expect(isOpen(literal, 'leads-there.example', address)).toBe(true);
  });

  test('by its network, and by its name where it has one', () => {
    expect(isOpen('127.0.0.0/8', '127.0.0.1', '127.0.0.1')).toBe(true);
    expect(isOpen('127.0.0.0/30', '127.0.0.1', '127.0.0.1')).toBe(true);
    expect(isOpen('169.254.0.0/16', 'a.example', '169.254.169.254')).toBe(true);
    expect(isOpen('localhost:3900', 'localhost', '127.0.0.1')).toBe(true);
    expect(isOpen('localhost:3900', 'localhost', '::1')).toBe(true);
    expect(isOpen('wiki.localhost', 'wiki.localhost', '127.0.0.1')).toBe(true);
    expect(isOpen('localhost', 'localhost', '169.254.169.254')).toBe(false);
    expect(isOpen('localhost', 'localhost.example', '127.0.0.1')).toBe(false);
  });

  test.each(['0.0.0.0', '224.0.0.1', '::', '::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'])(
    '%s is opened by nothing',
    (address) => {
      const rules = 'localhost, wiki.example, 127.0.0.0/8, 10.0.0.0/8, 0.0.0.0/0, ::/0';
      for (const hostname of ['localhost', 'wiki.example', address]) {
        expect(isOpen(rules, hostname, address)).toBe(false);
      }
    },
  );

  test.each(['10.0.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', 'fd12::1'])(
    'a named host may lead into the network of the organization: %s',
    (address) => {
      expect(isOpen('wiki.corp.example', 'wiki.corp.example', address)).toBe(true);
      expect(isOpen('0.0.0.0/0, ::/0', 'wiki.corp.example', address)).toBe(true);
    },
  );
});
