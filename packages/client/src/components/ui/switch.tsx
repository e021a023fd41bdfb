import { Switch as RadixSwitch } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export function Switch({ className, ...props }: ComponentProps<typeof RadixSwitch.Root>) {
  return (
    <RadixSwitch.Root
      {...props}
      className={classNames(
        'inline-flex h-[22px] w-[38px] shrink-0 items-center rounded-full border border-line-control bg-sunken px-[2px] transition-colors data-[state=checked]:border-transparent data-[state=checked]:bg-brand disabled:opacity-60',
        className,
      )}
    >
      <RadixSwitch.Thumb className="block size-4 rounded-full bg-line-control transition-transform data-[state=checked]:translate-x-4 rtl:data-[state=checked]:-translate-x-4 data-[state=checked]:bg-on-brand" />
    </RadixSwitch.Root>
  );
}
