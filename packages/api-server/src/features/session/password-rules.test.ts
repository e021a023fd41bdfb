import { newPasswordSchema } from '@rita/contracts';
import { describe, expect, test } from 'vitest';
import { isEasilyGuessed } from './password-rules.ts';

const person = { name: 'Ada Lovelace', email: 'countess.of.l@example.com' };

describe('easily guessed', () => {
  test.each([
    'qwertyuiop',
    'QwertyUiop',
    'password123',
    'Password123!',
    '!!password1',
    'christopher',
    '1234567890',
    'aaaaaaaaaaaa',
    'abababababab',
    '  password123  ',
    'ｐａｓｓｗｏｒｄ１２３',
    'Ada Lovelace',
    'adalovelace1',
    'countess.of.l@example.com',
    'countess.of.l1!',
    'servicenow1',
    'data sources',
  ])('%s', (password) => {
    expect(isEasilyGuessed(password, person)).toBe(true);
  });
});

describe('good', () => {
  test.each([
    'correct horse battery',
    'correct horse battery staple',
    'seeded password',
    'the third password',
    'monkey-2931-Harbour',
    '94713-28466-01',
    'größenwahn im garten',
  ])('%s', (password) => {
    expect(isEasilyGuessed(password, person)).toBe(false);
  });
});

test('length counts in characters, not in units of the string', () => {
  expect(newPasswordSchema.safeParse('😀'.repeat(9)).success).toBe(false);
  expect(newPasswordSchema.safeParse('😀'.repeat(10)).success).toBe(true);
  expect(newPasswordSchema.safeParse('x'.repeat(129)).success).toBe(false);
});
