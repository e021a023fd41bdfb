import { classNames } from './class-names.ts';

/** A grey place-holder; hidden from readers, so say “Loading” once beside a group of them. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'block animate-pulse rounded-md bg-line motion-reduce:animate-none',
        className,
      )}
    />
  );
}
