import type { AuditEvent } from '@rita/contracts';
import { Cable, Cog, KeyRound, Link2, type LucideIcon, UserRound } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import { richText } from '../../i18n/rich-text.ts';
import { DOT } from '../../lib/dot.ts';
import { formatClock, formatDateTime, formatDay } from '../../lib/format.ts';
import { describeDetails, namedIn } from './describe-event.ts';

const ACTOR_ICONS: Record<AuditEvent['actor_type'], LucideIcon> = {
  user: UserRound,
  connector: Cable,
  system: Cog,
  key: KeyRound,
  link: Link2,
};

/** Events grouped by day; used on the activity page and on the page of one data source. */
export function EventList({ events }: { events: readonly AuditEvent[] }) {
  const days = Map.groupBy(events, (event) => new Date(event.occurred_at).toDateString());
  return (
    <div className="space-y-5">
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={nameOfDay(day)}>
          <h2 className="mb-2 text-[13px] font-semibold text-muted">{nameOfDay(day)}</h2>
          <ul className="rounded-card border border-line bg-surface shadow-card">
            {ofDay.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function EventRow({ event }: { event: AuditEvent }) {
  const Icon = ACTOR_ICONS[event.actor_type];
  const details = describeDetails(event);
  const isBad = event.action.endsWith('.failed');
  return (
    <li className="flex gap-3 border-t border-line px-4 py-2.5 text-[13px] first:border-t-0">
      <span
        aria-hidden
        className={`mt-px grid size-6 shrink-0 place-items-center rounded-full ${isBad ? 'bg-bad-soft text-bad' : 'bg-sunken text-muted'}`}
      >
        <Icon className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p>
          {richText(t.activity.sentences[event.action], namedIn(event), {
            who: (name) => (
              <b className="font-semibold" title={event.actor_label ?? undefined}>
                <bdi>{name}</bdi>
              </b>
            ),
            what: (name) => <bdi className="font-semibold">{name}</bdi>,
          })}
        </p>
        {details.length > 0 && (
          <p className={`text-xs ${isBad ? 'text-bad' : 'text-muted'}`}>{details.join(DOT)}</p>
        )}
      </div>
      <p className="shrink-0 text-end text-xs text-muted tabular">
        <time dateTime={event.occurred_at} title={formatDateTime(event.occurred_at)}>
          {formatClock(event.occurred_at)}
        </time>
        {event.ip && <span className="hidden sm:block">{t.activity.from({ ip: event.ip })}</span>}
      </p>
    </li>
  );
}

function nameOfDay(day: string): string {
  const now = Date.now();
  if (day === new Date(now).toDateString()) return t.activity.today;
  if (day === new Date(now - 86_400_000).toDateString()) return t.activity.yesterday;
  return formatDay(day, now);
}
