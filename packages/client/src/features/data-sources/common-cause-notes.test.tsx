import type { DataSourceConnection, Role } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createQueryClient } from '../../lib/query-client.ts';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import { sessionOf } from '../../testing/gallery/usual-answers.ts';
import { sessionQuery } from '../session/session.queries.ts';
import { CommonCauseNotes } from './common-cause-notes.tsx';
import { findCommonCauses } from './common-causes.ts';

function renderNotes(connections: DataSourceConnection[], role: Role = 'owner') {
  const queryClient = createQueryClient(() => {});
  queryClient.setQueryData(sessionQuery.queryKey, sessionOf(role).data);
  return render(
    <QueryClientProvider client={queryClient}>
      <CommonCauseNotes causes={findCommonCauses(connections)} />
    </QueryClientProvider>,
  );
}

const SEVERAL = [
  connectionIn('failed', { id: 'a', name: 'Wiki' }),
  connectionIn('synced', { id: 'b', name: 'Desk' }),
  connectionIn('failed', { id: 'c', name: 'Intranet' }),
];

test('several that fail for one cause are told once, with their names, the cause and whose turn it is', () => {
  renderNotes(SEVERAL);
  const note = within(screen.getByRole('status'));
  expect(note.getByText('Wiki, Intranet')).toBeVisible();
  expect(note.getByText('The source does not answer.')).toBeVisible();
  expect(note.getByText('you')).toBeVisible();
  expect(note.queryByText(/Desk/)).toBeNull();
});

test('what fails alone is told on its card', () => {
  const { container } = renderNotes([connectionIn('failed')]);
  expect(container).toBeEmptyDOMElement();
});

test('a member is not told that it is their turn', () => {
  renderNotes(SEVERAL, 'member');
  expect(screen.getByText('the owners and admins of your organization')).toBeVisible();
  expect(screen.queryByText('you')).toBeNull();
});
