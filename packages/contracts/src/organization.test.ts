import { expect, test } from 'vitest';
import { namesOrganization } from './organization.ts';

test('a name counts as it can be typed', () => {
  for (const typed of ['Ada’s organization', "Ada's organization", "  Ada's  organization "]) {
    expect(namesOrganization(typed, 'Ada’s organization')).toBe(true);
  }
  expect(namesOrganization('Acme', '\u2068Acme\u2069')).toBe(true);
});

test('and any other name does not', () => {
  for (const typed of ['', 'ada’s organization', 'Ada’s organizatio', 'Ada’sorganization']) {
    expect(namesOrganization(typed, 'Ada’s organization')).toBe(false);
  }
});
