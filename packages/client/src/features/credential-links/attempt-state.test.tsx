import type { LinkAttempt } from '@rita/contracts';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AttemptState } from './attempt-state.tsx';

const FAILED: LinkAttempt = { run_id: 'a', state: 'failed', checks: [], error_code: null };

function said(changes: Partial<LinkAttempt>, isKept = true): string[] {
  render(<AttemptState type="confluence" attempt={{ ...FAILED, ...changes }} isKept={isKept} />);
  const lines = screen.getByRole('alert').querySelectorAll('p');
  return Array.from(lines, ({ textContent }) => textContent?.trim() ?? '');
}

test('why the credentials were not accepted is told once, and is no refusal where there was none', () => {
  expect(said({ error_code: 'invalid_credentials' })).toEqual([
    'The source did not accept the credentials',
    'Check the account and enter the secret again.',
    'What you typed is still here; it is kept in this page only. You can try again.',
  ]);
});

test('what nobody has typed since the page was loaded is not said to be there', () => {
  const lines = said({ error_code: 'unreachable' }, false);
  expect([lines[0], lines.at(-1)]).toEqual(['The source does not answer', 'You can try again.']);
});

test('one that was cancelled has no cause', () => {
  expect(said({ state: 'cancelled' }, false)).toEqual([
    'The verification was cancelled',
    'You can try again.',
  ]);
});
