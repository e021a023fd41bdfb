import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

test('a label does not run into the word behind it', () => {
  const { container } = render(
    <Field label="الموقع" isOptional="اختياري">
      {(control) => <Input {...control} />}
    </Field>,
  );
  // Without a space the letters on both sides of it would be joined, whatever the distance between them.
  expect(container.querySelector('label')?.textContent).toBe('الموقع اختياري');
});
