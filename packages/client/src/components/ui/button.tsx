import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

const buttonStyles = cva(
  'inline-flex max-w-full shrink-0 items-center justify-center gap-1.5 rounded-control border font-[550] transition-colors select-none aria-disabled:opacity-60 disabled:opacity-60 disabled:cursor-not-allowed aria-disabled:cursor-not-allowed [&_svg]:size-[15px] [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-brand text-on-brand enabled:hover:bg-brand-hover',
        secondary: 'border-line-strong bg-surface text-fg enabled:hover:bg-sunken',
        ghost:
          'border-transparent bg-transparent text-muted enabled:hover:bg-sunken enabled:hover:text-fg',
        danger: 'border-transparent bg-bad text-white dark:text-bg enabled:hover:brightness-95',
      },
      size: {
        small: 'min-h-[30px] px-2.5 py-1 text-[13px]',
        medium: 'min-h-[34px] px-3.5 py-1',
        large: 'min-h-10 px-4 py-1',
        icon: 'size-[30px] p-0',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'medium' },
  },
);

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyles> & {
    /** Renders the only child (a link) with the look of a button. */
    asChild?: boolean;
    /** Shows a spinner and refuses clicks, but keeps the focus. */
    isBusy?: boolean;
  };

/** A button; `type` is `button` unless said otherwise. */
export function Button({
  variant,
  size,
  asChild = false,
  isBusy = false,
  className,
  ...props
}: ButtonProps) {
  const classes = classNames(buttonStyles({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root {...props} className={classNames(classes, linkHover[variant ?? 'secondary'])} />
    );
  }
  const { onClick, children, type = 'button', ...rest } = props;
  return (
    <button
      {...rest}
      type={isBusy ? 'button' : type}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? undefined : once(onClick)}
      className={classes}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
  );
}

/**
 * A double click is one: its second click comes before what the first began is drawn as busy, and would
 * begin it again. Of a submit button it must not submit either.
 */
function once(onClick: ButtonProps['onClick']): ButtonProps['onClick'] {
  return (event) => {
    if (event.detail > 1) event.preventDefault();
    else onClick?.(event);
  };
}

/** `:enabled` never matches a link, so links get their hover look here. */
const linkHover: Record<NonNullable<ButtonProps['variant']>, string> = {
  primary: 'hover:bg-brand-hover',
  secondary: 'hover:bg-sunken',
  ghost: 'hover:bg-sunken hover:text-fg',
  danger: 'hover:brightness-95',
};
