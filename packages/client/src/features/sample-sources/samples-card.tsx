import type { DataSourceConnection } from '@rita/contracts';
import { FlaskConical, X } from 'lucide-react';
import { type ComponentType, lazy, type ReactNode, Suspense, useRef } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { t } from '../../i18n/index.ts';
import { formatList } from '../../lib/format.ts';
import { CardToCome } from './card-to-come.tsx';
import { SampleProgress } from './sample-progress.tsx';
import { type SamplesTogether, samplesTogether } from './sample-state.ts';
import type { SamplesMemory } from './samples-memory.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { type SampleRow, useSampleSources } from './use-sample-sources.ts';

const texts = t.samples;

/** Without its code there is no advice; the samples are read all the same. */
const AfterSamples = lazy(async (): Promise<{ default: ComponentType }> => {
  try {
    return { default: (await import('./after-samples.tsx')).AfterSamples };
  } catch {
    return { default: () => null };
  }
});

type CardProps = {
  connections: readonly DataSourceConnection[];
  onRemember: (memory: SamplesMemory) => void;
};

/** Connects all sample sources with one click, says how far each is, and what to do with them then. */
export function SamplesCard({ connections, onRemember }: CardProps) {
  const { isLoading, rows, connect } = useSampleSources(connections);
  const together = samplesTogether(rows);
  const { phase, left, ready } = together;
  const heading = useRef<HTMLHeadingElement>(null);
  const section = useKeptFocus(heading, phase);
  if (isLoading) return <CardToCome />;
  if (rows.length === 0) return null;
  const isBegun = rows.some(({ state, isBusy }) => isBusy || state !== 'open');
  return (
    <Card ref={section} aria-labelledby="samples" className="relative mb-4 p-[18px]">
      <p role="status" className="sr-only">
        {isBegun && texts.said({ ready, total: rows.length })}
      </p>
      <div className="flex items-start gap-3 pe-8">
        <Sign />
        <div className="min-w-0 flex-1">
          <h2 ref={heading} id="samples" tabIndex={-1} className="outline-none">
            {titleOf(together, rows)}
          </h2>
          <p className="mt-0.5 max-w-[92ch] text-[13px] text-muted">{textOf(together, rows)}</p>
        </div>
      </div>
      {isBegun && (
        <ul
          aria-label={texts.list}
          className="mt-3 grid grid-cols-1 gap-x-6 gap-y-2 sm:ms-[50px] lg:grid-cols-2"
        >
          {rows.map((row) => (
            <SampleProgress key={row.sample.type} row={row} onTry={() => connect([row])} />
          ))}
        </ul>
      )}
      <Actions>
        {phase === 'done' && (
          <Suspense>
            <AfterSamples />
          </Suspense>
        )}
        {phase !== 'done' && (left.length > 0 || phase === 'running') && (
          <Button
            variant="primary"
            isBusy={left.length === 0}
            onClick={() => {
              onRemember('connected');
              connect(left);
            }}
          >
            {left.length > 0 && <FlaskConical aria-hidden />}
            {buttonText(left, isBegun)}
          </Button>
        )}
      </Actions>
      <PutAway onPutAway={() => onRemember('put-away')} />
    </Card>
  );
}

function titleOf({ phase, ready }: SamplesTogether<SampleRow>, rows: readonly SampleRow[]): string {
  if (phase === 'running') return texts.runningTitle;
  if (phase === 'offer') return texts.title;
  return ready === rows.length
    ? texts.readyTitle
    : texts.partlyTitle({ ready, total: rows.length });
}

function textOf({ phase, left }: SamplesTogether<SampleRow>, rows: readonly SampleRow[]): string {
  if (phase === 'running') return texts.runningText;
  if (phase === 'done') return texts.readyText;
  const meant = left.length > 0 ? left : rows;
  return texts.text({ names: formatList(meant.map(({ connection }) => connection.name)) });
}

function buttonText(left: readonly SampleRow[], isBegun: boolean): string {
  if (left.length === 0) return texts.running;
  return isBegun ? texts.goOn : texts.connect;
}

function Actions({ children }: { children: ReactNode }) {
  return (
    <div className="mt-3.5 flex flex-wrap items-center gap-2 sm:ps-[50px] empty:hidden">
      {children}
    </div>
  );
}

function Sign() {
  return (
    <span
      aria-hidden
      className="grid size-[38px] shrink-0 place-items-center max-sm:hidden rounded-[10px] bg-brand-soft text-brand-text"
    >
      <FlaskConical className="size-5" strokeWidth={1.9} />
    </span>
  );
}

/** After what the card is for, in the order of reading. The page has the focus then, for this button is gone. */
function PutAway({ onPutAway }: { onPutAway: () => void }) {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={texts.putAway}
      className="absolute end-3 top-3"
      onClick={() => {
        document.getElementById('content')?.focus({ preventScroll: true });
        onPutAway();
      }}
    >
      <X aria-hidden />
    </Button>
  );
}
