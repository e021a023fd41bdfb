import { DropdownMenu as RadixMenu } from 'radix-ui';
import type { ReactNode } from 'react';

export const { Item, Label, Separator } = RadixMenu;

type MenuProps = {
  trigger: ReactNode;
  align: 'start' | 'end';
  /** What has asked for it before its code was there. */
  openedBy: 'keys' | 'pointer' | undefined;
  children: ReactNode;
};

/**
 * Not modal: Radix locks scrolling by an inline <style> otherwise, which the content security
 * policy refuses.
 */
export function Menu({ trigger, align, openedBy, children }: MenuProps) {
  return (
    <RadixMenu.Root modal={false} defaultOpen={openedBy !== undefined}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          // Radix was not there to see the key that asked for the menu.
          {...(openedBy === 'keys' && { ref: focusFirstItem })}
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

function focusFirstItem(content: HTMLElement | null): void {
  content?.querySelector<HTMLElement>('[role=menuitem]:not([data-disabled])')?.focus();
}
