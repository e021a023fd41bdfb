import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import { CommonCauseNotes } from './common-cause-notes.tsx';
import { findCommonCauses } from './common-causes.ts';

test('several that fail for one cause are told once, with their names, the cause and whose turn it is', () => {
  const causes = findCommonCauses([
    connectionIn('failed', { id: 'a', name: 'Wiki' }),
    connectionIn('synced', { id: 'b', name: 'Desk' }),
    connectionIn('failed', { id: 'c', name: 'Intranet' }),
  ]);
  render(<CommonCauseNotes causes={causes} />);
  const note = within(screen.getByRole('status'));
  expect(note.getByText('Wiki, Intranet')).toBeVisible();
  expect(note.getByText('The source does not answer.')).toBeVisible();
  expect(note.getByText('you')).toBeVisible();
  expect(note.queryByText(/Desk/)).toBeNull();
});

test('what fails alone is told on its card', () => {
  const { container } = render(
    <CommonCauseNotes causes={findCommonCauses([connectionIn('failed')])} />,
  );
  expect(container).toBeEmptyDOMElement();
});
