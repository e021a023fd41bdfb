import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

const LEFT_TO_RIGHT = new Set(['email', 'password', 'tel', 'time', 'url']);

/** `plaintext`: what is typed goes the way of its own script. */
export const controlStyles =
  'w-full [unicode-bidi:plaintext] rounded-control border border-line-control bg-surface px-3 text-fg text-ellipsis transition-colors placeholder:text-faint hover:border-muted focus-visible:border-brand focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-muted aria-invalid:border-bad max-sm:text-[16px]';

/** A text field. Put it into `Field`, which gives it its label, help and error. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  // Addresses and secrets are read from left to right in every language, and begin there where they are cut off.
  const isLeftToRight = LEFT_TO_RIGHT.has(props.type ?? 'text') || props.inputMode === 'url';
  const direction = isLeftToRight ? { dir: 'ltr' } : {};
  return (
    <input {...direction} {...props} className={classNames(controlStyles, 'h-9', className)} />
  );
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea {...props} className={classNames(controlStyles, 'min-h-20 py-2', className)} />;
}
