import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { EMPTY_TABLE, type TableChoice } from './form-model.ts';
import { TableListInput } from './table-list-input.tsx';

const GROUPS = [
  { value: 'a'.repeat(32), label: 'Service desk' },
  { value: 'b'.repeat(32), label: 'People team' },
];

type Held = { choices: TableChoice[] };

/** The input as a form holds it. */
function Form({ held, groups }: { held: Held; groups: typeof GROUPS }) {
  const [choices, setChoices] = useState(held.choices);
  held.choices = choices;
  const given = { error: undefined, placeholder: undefined, options: [], counted: undefined };
  return (
    <TableListInput
      {...given}
      label="Tables"
      groups={groups}
      choices={choices}
      onChange={setChoices}
    />
  );
}

/** @returns the choice of the moment */
function show(start: Partial<TableChoice>, groups = GROUPS): () => TableChoice | undefined {
  const held: Held = { choices: [{ ...EMPTY_TABLE, ...start }] };
  render(<Form held={held} groups={groups} />);
  return () => held.choices[0];
}
const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

test('nobody finds the records of a table until somebody is chosen', () => {
  const choice = show({ table: 'incident' });
  const who = screen.getByLabelText<HTMLSelectElement>('Who finds the records of incident');
  expect(who.selectedOptions[0]?.textContent).toBe('Nobody finds them');
  choose('Who finds the records of incident', 'matched');
  expect(choice()).toMatchObject({ table: 'incident', access: 'matched' });
  expect(screen.getByText(/whatever they are about/)).toBeDefined();
});

test('a role is typed, a group is one of those that were found', () => {
  const choice = show({ table: 'incident', access: 'role' });
  choose('Name of the role', 'itil');
  expect(choice()).toMatchObject({ access: 'role', role: 'itil' });
  choose('Who finds the records of incident', 'group');
  choose('Group', GROUPS[1]?.value ?? '');
  expect(choice()).toMatchObject({ access: 'group', group: GROUPS[1]?.value });
});

test('a group that is not offered any more stays chosen; without offers its id is typed', () => {
  const gone = 'c'.repeat(32);
  show({ table: 'incident', access: 'group', group: gone });
  expect(screen.getByLabelText<HTMLSelectElement>('Group').value).toBe(gone);
  const choice = show({ table: 'problem', access: 'group' }, []);
  choose('sys_id of the group', gone);
  expect(choice()).toMatchObject({ group: gone });
});
