import { Check, CircleAlert, Info, KeyRound, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { TONE_SURFACE, TONE_TEXT, type Tone } from './tone.ts';

const ICONS: Record<Tone, LucideIcon> = {
  ok: Check,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
  access: KeyRound,
  off: Info,
};

type NoteProps = {
  tone?: Tone;
  icon?: LucideIcon;
  /** `alert` reads it out at once, `status` when the reader is free. */
  role?: 'alert' | 'status';
  className?: string;
  children: ReactNode;
};

/** A tinted box with an icon, for what the reader must not miss. */
export function Note({ tone = 'info', icon, role, className, children }: NoteProps) {
  const Icon = icon ?? ICONS[tone];
  return (
    <div
      role={role}
      className={classNames(
        'flex gap-2.5 rounded-control px-3 py-2.5 text-[13px]',
        TONE_SURFACE[tone],
        className,
      )}
    >
      <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', TONE_TEXT[tone])} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</div>
    </div>
  );
}
