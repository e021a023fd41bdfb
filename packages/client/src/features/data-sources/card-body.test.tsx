import { type CurrentSession, LANGUAGES, type Role } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { t } from '../../i18n/index.ts';
import { showLanguage } from '../../i18n/show-language.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import { sessionOf } from '../../testing/gallery/usual-answers.ts';
import { connectionState } from '../runs/connection-state.ts';
import { sessionQuery } from '../session/session.queries.ts';
import { CardBody } from './card-body.tsx';

afterEach(() => act(() => showLanguage('en')));

function bodyFor(role: Role, connection: ReturnType<typeof connectionIn>): string {
  const queryClient = createQueryClient(() => {});
  const session: CurrentSession = sessionOf(role).data;
  queryClient.setQueryData(sessionQuery.queryKey, session);
  const now = Date.now();
  const state = connectionState(connection, now);
  const { container } = render(
    <QueryClientProvider client={queryClient}>
      <CardBody connection={connection} state={state} now={now} />
    </QueryClientProvider>,
  );
  const text = container.textContent ?? '';
  cleanup();
  return text;
}

test.each(LANGUAGES)('in %s nobody is told to do what only others may', async (language) => {
  await act(() => showLanguage(language));
  const unfinished = connectionIn('unfinished');
  expect(bodyFor('owner', unfinished)).toBe(t.freshness.unfinished);
  expect(bodyFor('member', unfinished)).toBe(t.freshness.unfinishedMember);
  const provenAgain = connectionIn('ready', { last_sync_status: 'failed' });
  expect(bodyFor('admin', provenAgain)).toBe(t.freshness.syncFailedBefore);
  expect(bodyFor('member', provenAgain)).toBe(t.freshness.syncFailedMember);
});
