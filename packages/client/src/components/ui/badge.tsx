import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { TONE_SURFACE, TONE_TEXT, type Tone } from './tone.ts';

type BadgeProps = {
  tone?: Tone;
  icon?: LucideIcon;
  /** Turns the icon while something runs. */
  isRunning?: boolean;
  className?: string;
  children: ReactNode;
};

/** A small pill that names a state. */
export function Badge({ tone = 'off', icon: Icon, isRunning, className, children }: BadgeProps) {
  return (
    <span
      className={classNames(
        'inline-flex max-w-full items-center gap-1.5 rounded-[11px] py-0.5 pe-2.5 ps-2 text-[12px] font-semibold',
        TONE_SURFACE[tone],
        TONE_TEXT[tone],
        className,
      )}
    >
      {Icon && (
        <Icon
          aria-hidden
          className={classNames(
            'size-[13px] shrink-0',
            isRunning && 'animate-spin [animation-duration:2.4s]',
          )}
          strokeWidth={2.4}
        />
      )}
      {children}
    </span>
  );
}
