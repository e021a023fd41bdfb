import { formatDateTime, formatRelative } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';

type RelativeTimeProps = {
  /** ISO 8601. */
  at: string;
  className?: string;
  /** The sentence that it is told in; languages put it at different places. */
  say?: (values: { when: string }) => string;
};

/** “3 min ago”, kept current, with the full date and time on hover. */
export function RelativeTime({ at, className, say = ({ when }) => when }: RelativeTimeProps) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatDateTime(at)} className={className}>
      {say({ when: formatRelative(at, now) })}
    </time>
  );
}
