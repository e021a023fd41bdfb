import { useId } from 'react';
import { t } from '../../i18n/index.ts';
import { formatDay, formatMoment } from '../../lib/format.ts';
import { pointsOf } from './sync-figures.ts';

const SIZE = { width: 300, height: 72 };
/** Room for the dots at the edges. */
const EDGE = 4;

type FigureChartProps = {
  title: string;
  /** Oldest first, at least two. */
  values: readonly { id: string; at: string; value: number }[];
  format: (value: number) => string;
};

/** A line over time with a dot for each value; the table below it says the same in figures. */
export function FigureChart({ title, values, format }: FigureChartProps) {
  const id = useId();
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return null;
  const numbers = values.map(({ value }) => value);
  const most = format(Math.max(...numbers));
  const now = Date.now();
  const ends = endsInWords([first.at, last.at], now);
  const summary = { ...ends, least: format(Math.min(...numbers)), most };
  return (
    <figure aria-labelledby={id} className="min-w-0 space-y-2">
      <figcaption id={id} className="flex flex-wrap justify-between gap-x-3 text-[13px]">
        <span className="font-semibold">{title}</span>
        <span className="text-muted tabular">
          {t.history.charts.latest({ value: format(last.value) })}
        </span>
      </figcaption>
      <p aria-hidden className="text-xs text-muted tabular">
        {most}
      </p>
      <Line values={values} label={t.history.charts.summary(summary)} />
      <p aria-hidden className="flex justify-between text-xs text-muted tabular">
        <span>{ends.first}</span>
        <span>{ends.last}</span>
      </p>
    </figure>
  );
}

/** Days, or the clock where it is one day. */
function endsInWords([first, last]: [string, string], now: number) {
  const isOneDay = formatDay(first, now) === formatDay(last, now);
  const format = isOneDay ? formatMoment : formatDay;
  return { first: format(first, now), last: format(last, now) };
}

type LineProps = Pick<FigureChartProps, 'values'> & { label: string };

function Line({ values, label }: LineProps) {
  const points = pointsOf(values, SIZE);
  const [width, height] = [SIZE.width + 2 * EDGE, SIZE.height + 2 * EDGE];
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-EDGE} ${-EDGE} ${width} ${height}`}
      // Time goes the way that the language is read.
      className="block h-auto w-full text-brand rtl:-scale-x-100"
    >
      <path
        d={`M0 0H${SIZE.width}M0 ${SIZE.height}H${SIZE.width}`}
        className="stroke-line"
        fill="none"
      />
      <polyline
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
      />
      {points.map(({ x, y }, index) => (
        <circle
          key={values[index]?.id}
          cx={x.toFixed(1)}
          cy={y.toFixed(1)}
          r={2.5}
          fill="currentColor"
        />
      ))}
    </svg>
  );
}
