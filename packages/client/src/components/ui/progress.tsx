import { Progress as RadixProgress } from 'radix-ui';
import { classNames } from './class-names.ts';

type ProgressProps = {
  /** What is progressing, for screen readers. */
  label: string;
  /** 0 to 1; null when the end is not known, which shows a moving bar. */
  fraction: number | null;
  className?: string;
};

export function Progress({ label, fraction, className }: ProgressProps) {
  const percent =
    fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 1000) / 10;
  return (
    <RadixProgress.Root
      aria-label={label}
      value={percent}
      className={classNames(
        'h-1.5 overflow-hidden rounded-full border border-line bg-sunken',
        className,
      )}
    >
      <RadixProgress.Indicator
        className={classNames(
          'block h-full rounded-full bg-brand transition-[width] duration-500 ease-out',
          percent === null && 'w-1/3 animate-[indeterminate_1.6s_ease-in-out_infinite]',
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </RadixProgress.Root>
  );
}
