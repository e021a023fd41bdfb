import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { Field } from '../../components/ui/field.tsx';
import { TimeZoneInput } from './time-zone-input.tsx';

function Zone({ onChange }: { onChange: (zone: string) => void }) {
  const [zone, setZone] = useState('Europe/Berlin');
  const change = (next: string) => {
    setZone(next);
    onChange(next);
  };
  return (
    <Field label="Zone">
      {(control) => <TimeZoneInput {...control} value={zone} onChange={change} />}
    </Field>
  );
}

test.each([
  ['as the list says it', 'America/New York', ['America/New_York'], 'America/New York'],
  ['in small letters', 'america/new_york', ['America/New_York'], 'America/New York'],
  ['a part that one alone has', 'lisbon', ['Europe/Lisbon'], 'Europe/Lisbon'],
  ['a part that many have', 'america', [], 'Europe/Berlin'],
  ['what is no zone', 'nowhere at all', [], 'Europe/Berlin'],
  ['nothing', '', [], 'Europe/Berlin'],
])('a zone typed: %s', (_, typed, chosen, shown) => {
  const changes: string[] = [];
  render(<Zone onChange={(zone) => changes.push(zone)} />);
  const input = screen.getByLabelText<HTMLInputElement>('Zone');
  fireEvent.change(input, { target: { value: typed } });
  expect(input.value).toBe(typed);
  fireEvent.blur(input);
  expect(changes).toEqual(chosen);
  expect(input.value).toBe(shown);
});
