import { Slot } from 'radix-ui';
import { type ComponentProps, type KeyboardEvent, type ReactNode, useState } from 'react';
import { PageCodeError } from '../../lib/page-code-error.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useToast } from '../toasts.tsx';
import { classNames } from './class-names.ts';

type MenuParts = typeof import('./menu-parts.tsx');
type MenuProps = { trigger: ReactNode; align?: 'start' | 'end'; children: ReactNode };

let parts: MenuParts | undefined;

/** The code of all menus, which nobody needs before one is opened. */
export async function loadMenus(): Promise<void> {
  parts ??= await import('./menu-parts.tsx');
}

/** A menu behind a button. */
export function DropdownMenu({ trigger, align = 'end', children }: MenuProps) {
  const [isLoaded, setIsLoaded] = useState(parts !== undefined);
  const [openedBy, setOpenedBy] = useState<'keys' | 'pointer'>();
  const showToast = useToast();
  if (parts && isLoaded) {
    return (
      <parts.Menu trigger={trigger} align={align} openedBy={openedBy}>
        {children}
      </parts.Menu>
    );
  }
  const open = async (by: 'keys' | 'pointer') => {
    try {
      await loadMenus();
      setOpenedBy(by);
      setIsLoaded(true);
    } catch {
      showToast(<ProblemNote error={new PageCodeError()} />, 'bad');
    }
  };
  return <MenuToCome trigger={trigger} onOpen={(by) => void open(by)} />;
}

type ToComeProps = { trigger: ReactNode; onOpen: (by: 'keys' | 'pointer') => void };

/** The button alone, which says what it is, and has the code loaded as soon as it may be pressed. */
function MenuToCome({ trigger, onOpen }: ToComeProps) {
  const prepare = () => void loadMenus().catch(() => {});
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={prepare}
      onFocus={prepare}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        onOpen('keys');
      }}
      // Enter and the space bar click without a press.
      onClick={({ detail }) => onOpen(detail === 0 ? 'keys' : 'pointer')}
    >
      {trigger}
    </Slot.Root>
  );
}

type ItemProps = ComponentProps<MenuParts['Item']> & { isDangerous?: boolean };

export function MenuItem({ isDangerous, className, ...props }: ItemProps) {
  const { Item } = openParts();
  return (
    <Item
      {...props}
      className={classNames(
        'flex cursor-pointer items-center gap-2.5 rounded-[7px] px-2.5 py-1.5 text-[13px] font-medium outline-none select-none data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50 [&_svg]:size-[15px]',
        isDangerous
          ? 'text-bad [&_svg]:text-bad data-[highlighted]:bg-bad-soft'
          : 'data-[highlighted]:bg-sunken [&_svg]:text-muted',
        className,
      )}
    />
  );
}

export function MenuSeparator() {
  const { Separator } = openParts();
  return <Separator className="my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = openParts();
  return <Label className="px-2.5 pt-1.5 pb-1 text-xs text-muted">{children}</Label>;
}

function openParts(): MenuParts {
  if (parts === undefined) throw new Error('only inside of a menu');
  return parts;
}
