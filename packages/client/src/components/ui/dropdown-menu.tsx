import { DropdownMenu as RadixMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

type MenuProps = { trigger: ReactNode; align?: 'start' | 'end'; children: ReactNode };

/**
 * A menu behind a button. Not modal: Radix locks scrolling by an inline <style> otherwise, which
 * the content security policy refuses.
 */
export function DropdownMenu({ trigger, align = 'end', children }: MenuProps) {
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-44 rounded-[10px] border border-line bg-raised p-1 shadow-pop outline-none"
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

type ItemProps = ComponentProps<typeof RadixMenu.Item> & { isDangerous?: boolean };

export function MenuItem({ isDangerous, className, ...props }: ItemProps) {
  return (
    <RadixMenu.Item
      {...props}
      className={classNames(
        'flex cursor-pointer items-center gap-2.5 rounded-[7px] px-2.5 py-1.5 text-[13px] font-medium outline-none select-none data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50 data-[highlighted]:bg-sunken [&_svg]:size-[15px] [&_svg]:text-muted',
        isDangerous && 'text-bad [&_svg]:text-bad data-[highlighted]:bg-bad-soft',
        className,
      )}
    />
  );
}

export function MenuSeparator() {
  return <RadixMenu.Separator className="my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <RadixMenu.Label className="px-2.5 pt-1.5 pb-1 text-xs text-muted">{children}</RadixMenu.Label>
  );
}
