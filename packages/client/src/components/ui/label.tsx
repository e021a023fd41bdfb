import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export function Label({ className, ...props }: ComponentProps<'label'>) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: callers pass htmlFor or the control as a child
    <label {...props} className={classNames('block text-[13px] font-[550]', className)} />
  );
}
