import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { TextListInput } from '../features/configure/text-list-input.tsx';
import { afterPress, watchPresses } from './after-press.ts';

beforeAll(() => watchPresses());

function List() {
  const [items, setItems] = useState<string[]>([]);
  const given = { name: 'labels', placeholder: undefined, onBlur: () => {}, ref: () => {} };
  const control = {
    id: 'labels',
    'aria-describedby': undefined,
    'aria-invalid': undefined,
  };
  return (
    <>
      <TextListInput {...given} {...control} label="Labels" items={items} onChange={setItems} />
      <button type="button">Save</button>
    </>
  );
}

test('what is typed becomes an entry when the press that leaves the field is over, not under it', () => {
  render(<List />);
  const field = screen.getByRole('textbox');
  fireEvent.change(field, { target: { value: 'public' } });
  const save = screen.getByText('Save');
  fireEvent.mouseDown(save);
  fireEvent.blur(field);
  expect(screen.queryByText('public')).toBeNull();
  fireEvent.mouseUp(save);
  expect(screen.getByText('public')).toBeDefined();
});

test('without a press it happens at once; a press that ended elsewhere ends with the next', () => {
  let runs = 0;
  afterPress(() => runs++);
  expect(runs).toBe(1);
  fireEvent.mouseDown(document.body);
  afterPress(() => runs++);
  expect(runs).toBe(1);
  fireEvent.mouseDown(document.body);
  expect(runs).toBe(2);
  fireEvent.mouseUp(document.body);
});
