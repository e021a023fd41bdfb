import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseEgressAllow } from './address-rules.ts';
import { createEgress, type Egress } from './egress.ts';

const visits: string[] = [];
let server: Server;
let port: number;
const signal = new AbortController().signal;

beforeAll(async () => {
  server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Plain http to loopback is the shortest way in, so http is allowed everywhere here. */
const everywhereHttp = parseEgressAllow('http://allowed.example');

async function codeOf(egress: Egress, url: string): Promise<string> {
  try {
    const answer = await egress.openHttp({ signal }).send({ url });
    return `answered ${answer.status}`;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

// Spellings of loopback, private, link-local and other special addresses; PORT is our listener's.
const HOSTS = [
  'localhost',
  'localhost.',
  'LOCALHOST',
  '127.0.0.1',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '127.9.9.9',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '0x7f.1',
  '127.0x0.1',
  '127.000.000.001',
  '0',
  '0.0.0.0',
  '0x0',
  '１２７.０.０.１',
  '127。0。0。1',
  '①②⑦.⓪.⓪.①',
  '%31%32%37.0.0.1',
  '10.0.0.1',
  '10.255.1.1',
  '0xa000001',
  '100.64.0.1',
  '100.100.100.200',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.170',
  '192.0.2.1',
  '192.168.0.1',
  '3232235521',
  '192.88.99.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.1.2.3',
  '240.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::1]',
  '[2001:db8::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[100::1]',
  '[5f00::1]',
  '127.255.255.254',
  '0x7F.0x0.0x0.0x1',
  '00000177.1',
  '10.1',
  '0xA9FEA9FE',
  '169.254.1',
  '172.16.1',
  '192.168.257',
  '100.127.255.254',
  '[::ffff:0:127.0.0.1]',
  '[0:0:0:0:0:ffff:7f00:0001]',
  '[fd12:3456:789a::1]',
  '[fe80::1%25eth0]',
  '[ff0e::1]',
  '[2001:10::1]',
  '[64:ff9b::a9fe:a9fe]',
  '[2002:a9fe:a9fe::]',
];

describe('targets that are refused before a connection (reliability rows 85, 87)', () => {
  test('there are enough of them', () => expect(HOSTS.length).toBeGreaterThanOrEqual(80));

  test.each(HOSTS)('%s', async (host) => {
    const egress = createEgress({ rules: everywhereHttp });
    for (const scheme of ['http', 'https']) {
      expect(await codeOf(egress, `${scheme}://${host}:${port}/ssrf`)).toBe('blocked_address');
    }
    expect(visits).toEqual([]);
    await egress.close();
  });

  test.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'ftp://example.com/',
    'data:,x',
    'javascript:1',
    'https://user:pass@example.com/',
    'https://user@example.com/',
    'http://example.com/',
    'https://example.com:25/',
    'https://example.com:5432/',
    'https://example.com:5672/',
    'https://example.com:6379/',
    'https:\\\\127.0.0.1\\',
    '//127.0.0.1/',
    'nonsense',
    '',
  ])('%s', async (url) => {
    const egress = createEgress({ rules: everywhereHttp });
    expect(await codeOf(egress, url)).toBe('blocked_address');
    await egress.close();
  });

  test('proxy variables are not followed', async () => {
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${port}`);
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${port}`);
    const egress = createEgress({
      rules: parseEgressAllow('http://nowhere.example'),
      resolve: async () => [],
    });
    expect(await codeOf(egress, 'http://nowhere.example/')).toBe('unreachable');
    expect(visits).toEqual([]);
    await egress.close();
    vi.unstubAllEnvs();
  });
});

describe('names (reliability row 86)', () => {
  test.each([
    ['leads to loopback', [['127.0.0.1']]],
    ['leads to a private address', [['10.1.1.1']]],
    ['leads to a public and a private one', [['93.184.216.34', '192.168.0.1']]],
    ['leads to IPv6 loopback among others', [['2606:4700::1', '::1']]],
    ['leads to the metadata service', [['169.254.169.254']]],
    ['leads to the metadata service by IPv6', [['fd00:ec2::254']]],
    ['leads to a carrier’s network', [['100.64.1.1']]],
    ['leads to loopback wrapped in IPv6', [['::ffff:127.0.0.1']]],
    ['leads to a private address behind NAT64', [['64:ff9b::a00:1']]],
    ['leads to nowhere in particular', [['0.0.0.0']]],
    ['leads to a group of hosts', [['224.0.0.251', '93.184.216.34']]],
    ['leads to a neighbour on the link', [['fe80::1']]],
  ])('one that %s', async (_, answers) => {
    const egress = createEgress({
      rules: parseEgressAllow('https://other.example'),
      resolve: async () => answers[0] ?? [],
    });
    expect(await codeOf(egress, `https://evil.example:${port}/`)).toBe('blocked_address');
    expect(visits).toEqual([]);
    await egress.close();
  });

  test('rebinding: the address that was checked is dialled, and nobody is asked again', async () => {
    const asked: string[] = [];
    // TEST-NET does not route, so a dial of the checked address cannot reach the listener.
    const egress = createEgress({
      rules: parseEgressAllow(`http://rebind.example:${port}, 127.0.0.2/32`),
      resolve: async (name) => {
        asked.push(name);
        return asked.length === 1 ? ['127.0.0.2'] : ['127.0.0.1'];
      },
    });
    const before = visits.length;
    const answer = await egress
      .openHttp({ signal })
      .send({ url: `http://rebind.example:${port}/once` });
    expect(answer.status).toBe(200);
    expect(asked).toEqual(['rebind.example']);
    expect(visits.slice(before)).toEqual(['/once']);
    await egress.close();
  });
});
