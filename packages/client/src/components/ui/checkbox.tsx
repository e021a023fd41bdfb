import { Check, Minus } from 'lucide-react';
import { Checkbox as RadixCheckbox } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export function Checkbox({ className, ...props }: ComponentProps<typeof RadixCheckbox.Root>) {
  return (
    <RadixCheckbox.Root
      {...props}
      className={classNames(
        'group grid size-[17px] shrink-0 place-items-center rounded-[5px] border-[1.5px] border-line-control bg-surface text-on-brand transition-colors hover:border-muted data-[state=checked]:border-transparent data-[state=checked]:bg-brand data-[state=indeterminate]:border-transparent data-[state=indeterminate]:bg-brand disabled:opacity-60',
        className,
      )}
    >
      <RadixCheckbox.Indicator>
        <Check
          aria-hidden
          className="size-3 group-data-[state=indeterminate]:hidden"
          strokeWidth={3.5}
        />
        <Minus
          aria-hidden
          className="hidden size-3 group-data-[state=indeterminate]:block"
          strokeWidth={3.5}
        />
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
}
