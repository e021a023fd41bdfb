import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Button } from './button.tsx';

/** What a browser sends for a double click: the second click says that it is one. */
function doubleClick(button: HTMLElement): void {
  for (const detail of [1, 2]) fireEvent.click(button, { detail });
}

test('a double click does once what the button does', () => {
  const onClick = vi.fn();
  render(<Button onClick={onClick}>Save</Button>);
  doubleClick(screen.getByRole('button'));
  expect(onClick).toHaveBeenCalledTimes(1);
  // By keys or by an assistive technology.
  fireEvent.click(screen.getByRole('button'), { detail: 0 });
  expect(onClick).toHaveBeenCalledTimes(2);
});

test('a double click submits a form once', () => {
  const onSubmit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
  render(
    <form onSubmit={onSubmit}>
      <Button type="submit">Create account</Button>
    </form>,
  );
  doubleClick(screen.getByRole('button'));
  expect(onSubmit).toHaveBeenCalledTimes(1);
});
