import { expect, test } from 'vitest';
import { sampleReadersFor } from './sample-readers.ts';

const TRIAL = { hasSamples: true, host: '127.0.0.1', publicUrl: 'http://localhost:3000' };

test('a trial on this machine has two people to look through the eyes of', () => {
  expect(sampleReadersFor(TRIAL)).toEqual([
    { id: 'broad', name: 'Ewa Nowak', address: 'ewa.nowak@northwind.example' },
    { id: 'narrow', name: 'Liam O’Connor', address: 'liam.oconnor@northwind.example' },
  ]);
});

test.each([
  ['without samples', { hasSamples: false }],
  ['that listens to the network', { host: '0.0.0.0' }],
  ['that listens at a name of its own', { host: 'rita.example' }],
  ['that others reach by another address', { publicUrl: 'https://rita.example' }],
  ['whose address only begins like this machine', { publicUrl: 'http://localhost.example' }],
])('one %s has none', (_name, change) => {
  expect(sampleReadersFor({ ...TRIAL, ...change })).toEqual([]);
});
