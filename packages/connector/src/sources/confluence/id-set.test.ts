import { expect, test } from 'vitest';
import { createIdSet } from './id-set.ts';

test('has what was added, numbers or not, and nothing that only looks like it', () => {
  const set = createIdSet();
  set.add(['7', '65001', '9007199254740993', '007', 'list-of-pages:1']);
  set.add(['3', '100000']);
  for (const id of ['7', '65001', '9007199254740993', '007', 'list-of-pages:1', '3', '100000']) {
    expect(set.has(id)).toBe(true);
  }
  for (const id of ['8', '70', '07', '9007199254740992', '', 'list-of-pages:2']) {
    expect(set.has(id)).toBe(false);
  }
});
