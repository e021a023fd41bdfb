import { DEMO_READERS, type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createReaders, everybody } from './testing.ts';

// The demo tenant is synced as a whole.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NOW = new Date('2026-11-28T12:00:00Z');

describe.each([
  ['a certificate', true],
  ['a client secret', false],
])('the demo tenant with %s', (_, isCertified) => {
  let sample: SampleSharePoint;
  let readers: ReturnType<typeof createReaders>;
  beforeAll(async () => {
    sample = await startSampleSharePoint(isCertified ? { certificate: createCertificate(30) } : {});
    readers = createReaders(sample, { now: () => NOW });
    await readers.sync();
  });
  afterAll(() => sample.close());

  test('each finds what they can open, and nothing more', async () => {
    const people = everybody(sample);
    const reading = await readers.read({ people });
    expect(reading.error).toBeUndefined();
    expect(reading.end).toMatchObject({ people: true, documents: true });
    const wrong: string[] = [];
    const hidden = new Set<string>();
    for (const person of people) {
      for (const [id, { title }] of readers.stored) {
        const [address = ''] = person.addresses;
        const mayOpen = sample.controls.mayOpen({ address }, id, { now: NOW });
        const finds = readers.model.finds(person, id, NOW);
        if (finds && !mayOpen) wrong.push(`${address} finds ${title}`);
        if (mayOpen && !finds) hidden.add(title);
      }
    }
    expect(wrong).toEqual([]);
    // With a secret, what only a group of a site may read is left.
    if (isCertified) expect([...hidden]).toEqual([]);
    else expect([...hidden].every((title) => /2025 Q4/.test(title))).toBe(true);
    const codes = reading.findings.map(({ code }) => code);
    expect(codes.includes('site_groups_need_certificate')).toBe(!isCertified);
  });

  test('of the two demo people one finds much and one little', () => {
    const found = ({ address }: { address: string }) =>
      [...readers.stored.keys()].filter((id) =>
        readers.model.finds({ personId: address, addresses: [address] }, id, NOW),
      ).length;
    expect(found(DEMO_READERS.broad)).toBeGreaterThan(readers.stored.size * 0.7);
    expect(found(DEMO_READERS.narrow)).toBeLessThan(found(DEMO_READERS.broad) * 0.7);
    expect(found(DEMO_READERS.narrow)).toBeGreaterThan(20);
  });
});
