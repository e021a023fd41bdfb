import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { EndButton } from './end-button.tsx';
import { ToastProvider } from './toasts.tsx';

// jsdom draws no dialogs: whether it is open is all that is looked at here.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});

const WORDS = { end: 'Remove', endOf: 'Remove the key', title: 'Remove it?', text: 'It is gone.' };

/** Fails the first time and succeeds the second, as a request of TanStack Query tells it. */
function Removal() {
  const [error, setError] = useState<Error | null>(null);
  const [asked, setAsked] = useState(0);
  return (
    <ToastProvider>
      <EndButton
        words={WORDS}
        request={{ isPending: false, error, reset: () => setError(null) }}
        onEnd={(onEnded) => {
          setAsked(asked + 1);
          if (asked === 0) setError(new Error('refused'));
          else onEnded('Removed.');
        }}
      />
    </ToastProvider>
  );
}

const open = () => fireEvent.click(screen.getByRole('button', { name: WORDS.endOf }));
const confirm = () => fireEvent.click(screen.getByRole('button', { name: WORDS.end }));

test('a question that is asked again shows no failure of before, and closes when it was done', () => {
  render(<Removal />);
  open();
  confirm();
  expect(screen.getByRole('alert')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  open();
  expect(screen.queryByRole('alert')).toBeNull();
  confirm();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByText('Removed.')).toBeDefined();
});
