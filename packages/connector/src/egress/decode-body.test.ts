import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeBody } from './decode-body.ts';

const TEXT = 'User-agent: *\nDisallow: /tests/ # tea\n'.repeat(40);
const plain = Buffer.from(TEXT);
const open = async (encoding: string, coded: Uint8Array, more: object = {}) => {
  const options = { encoding, host: 'tea.example', limit: 1_000_000, cuts: false, ...more };
  return Buffer.from(await decodeBody(coded, options)).toString();
};

test.each([
  ['gzip', gzipSync(plain)],
  ['GZIP', gzipSync(plain)],
  ['x-gzip', gzipSync(plain)],
  ['deflate', deflateSync(plain)],
  ['deflate', deflateRawSync(plain)],
  ['br', brotliCompressSync(plain)],
  [' Br ', brotliCompressSync(plain)],
  ['zstd', zstdCompressSync(plain)],
  ['gzip, br', brotliCompressSync(gzipSync(plain))],
  ['deflate,identity , gzip', gzipSync(deflateSync(plain))],
  ['gzip', Buffer.concat([gzipSync(plain.subarray(0, 9)), gzipSync(plain.subarray(9))])],
  ['identity', plain],
  ['', plain],
  ['utf-8', plain],
])('%s is opened', async (encoding, coded) => {
  expect(await open(encoding, coded)).toBe(TEXT);
});

test.each([
  ['a wrong label', 'br', gzipSync(plain)],
  ['a label on plain text', 'gzip', plain],
  ['a label on plain text', 'zstd', plain],
  ['a label on plain text', 'deflate', plain],
  ['an end that is missing', 'gzip', gzipSync(plain).subarray(0, -9)],
  ['an end that is missing', 'br', brotliCompressSync(plain).subarray(0, -9)],
  ['an end that is missing', 'zstd', zstdCompressSync(plain).subarray(0, -9)],
  ['an unknown one', 'compress', plain],
  ['a name of Object', 'constructor', plain],
  ['one layer too many', 'gzip,gzip,gzip,gzip', plain],
])('%s is refused (%s)', async (_, encoding, coded) => {
  await expect(open(encoding, coded)).rejects.toMatchObject({
    code: 'upstream_error',
    message: expect.stringContaining('tea.example'),
  });
});

describe('what grows beyond the limit', () => {
  const large = Buffer.alloc(20_000_000);
  test.each([
    ['gzip', gzipSync(large)],
    ['deflate', deflateRawSync(large)],
    ['br', brotliCompressSync(large)],
    ['zstd', zstdCompressSync(large)],
    ['gzip, gzip', gzipSync(gzipSync(large))],
  ])('is refused: %s', async (encoding, coded) => {
    await expect(open(encoding, coded)).rejects.toMatchObject({
      message: expect.stringContaining('977 KiB'),
    });
    expect(await open(encoding, coded, { cuts: true, limit: 1000 })).toHaveLength(1000);
  });
});

test('nothing is nothing, whatever it is called', async () => {
  expect(await open('gzip', new Uint8Array())).toBe('');
});
