import { useQuery } from '@tanstack/react-query';
import { Card, CardBody } from '../../components/ui/card.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { formatDateTime, formatDuration, formatMoment, formatNumber } from '../../lib/format.ts';
import { FigureChart } from './figure-chart.tsx';
import { lastSyncsQuery } from './history.queries.ts';
import { figuresOf, type SyncFigures } from './sync-figures.ts';

const texts = t.history.charts;

/** How many documents there were after the last syncs, and how long those took. */
export function SyncCharts({ connectionId }: { connectionId: string }) {
  const { data, error } = useQuery(lastSyncsQuery(connectionId));
  // The list beside it says what is wrong, and asks again.
  if (error && data === undefined) return null;
  if (data === undefined) return <Skeleton className="h-40 rounded-card!" />;
  const figures = figuresOf(data);
  if (figures.length === 0) return null;
  if (figures.length === 1) return <p className="text-[13px] text-muted">{texts.needsTwo}</p>;
  return (
    <Card>
      <CardBody className="space-y-4">
        <div className="grid grid-cols-1 items-end gap-x-8 gap-y-5 sm:grid-cols-2">
          <FigureChart
            title={texts.documents}
            values={valuesOf(figures, 'documents')}
            format={formatNumber}
          />
          <FigureChart
            title={texts.duration}
            values={valuesOf(figures, 'seconds')}
            format={formatDuration}
          />
        </div>
        <FigureTable figures={figures} />
      </CardBody>
    </Card>
  );
}

function valuesOf(figures: readonly SyncFigures[], name: 'documents' | 'seconds') {
  return figures.flatMap(({ id, endedAt: at, [name]: value }) =>
    value === null ? [] : [{ id, at, value }],
  );
}

function FigureTable({ figures }: { figures: readonly SyncFigures[] }) {
  const now = Date.now();
  return (
    <details className="text-[13px]">
      <summary className="w-fit rounded-sm text-muted hover:text-fg">{texts.table}</summary>
      <table aria-label={texts.tableLabel} className="mt-2 w-full text-end tabular">
        <thead>
          <tr className="text-xs text-muted">
            <th scope="col" className="py-1 text-start font-normal">
              {texts.ended}
            </th>
            <th scope="col" className="py-1 text-end font-normal">
              {texts.documentsColumn}
            </th>
            <th scope="col" className="py-1 text-end font-normal">
              {texts.durationColumn}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.toReversed().map(({ id, endedAt, documents, seconds }) => (
            <tr key={id} className="border-t border-line">
              <th scope="row" className="py-1 text-start font-normal">
                <time dateTime={endedAt} title={formatDateTime(endedAt)}>
                  {formatMoment(endedAt, now)}
                </time>
              </th>
              <td className="py-1">{documents === null ? '—' : formatNumber(documents)}</td>
              <td className="py-1">{seconds === null ? '—' : formatDuration(seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
