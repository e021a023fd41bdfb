import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

/** A panel. Compose with `CardHeader` and `CardBody`. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section
      {...props}
      className={classNames('rounded-card border border-line bg-surface shadow-card', className)}
    />
  );
}

export function CardHeader({ className, ...props }: ComponentProps<'header'>) {
  return (
    <header
      {...props}
      className={classNames(
        'flex flex-wrap items-center gap-2.5 border-b border-line px-[18px] py-3.5',
        className,
      )}
    />
  );
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={classNames('p-[18px]', className)} />;
}
