import { type ConnectionAccess, LANGUAGES } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { t } from '../../i18n/index.ts';
import { showLanguage } from '../../i18n/show-language.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import { CHECKING } from '../../testing/gallery/reading-states.ts';
import { sessionOf } from '../../testing/gallery/usual-answers.ts';
import { sessionQuery } from '../session/session.queries.ts';
import { AccessState } from './access-state.tsx';

afterEach(() => act(() => showLanguage('en')));

function wordsFor(changes: Partial<ConnectionAccess>): string {
  const queryClient = createQueryClient(() => {});
  queryClient.setQueryData(sessionQuery.queryKey, sessionOf('owner').data);
  const { container } = render(
    <QueryClientProvider client={queryClient}>
      <AccessState connection={connectionIn('synced', { access: { ...CHECKING, ...changes } })} />
    </QueryClientProvider>,
  );
  return container.textContent ?? '';
}

const SILENT = { run_last_heard_at: new Date(Date.now() - 240_000).toISOString() };

test.each(LANGUAGES)('in %s a reading of permissions says what holds it up', async (language) => {
  await act(() => showLanguage(language));
  for (const by of ['broker', 'app', 'queue', 'connector'] as const) {
    expect(wordsFor({ ...SILENT, run_held_up_by: by })).toContain(t.run.heldUpBy[by]);
  }
});

test('a silent one says for how long, and when it is given up', () => {
  expect(wordsFor(SILENT)).toMatch(/No word for 4.min; we give up at/);
  expect(wordsFor({})).not.toContain('No word');
});
