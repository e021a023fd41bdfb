import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { controlStyles } from './input.tsx';

/**
 * The browser's own select: best on a phone and for screen readers, and, unlike Radix Select, it
 * adds no inline <style>, which the content security policy refuses.
 */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span className={classNames('relative block', className)}>
      <select {...props} className={classNames(controlStyles, 'h-9 appearance-none pe-9')} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 end-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
