import { Check, CircleAlert, CircleDashed, type LucideIcon } from 'lucide-react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { classNames } from '../../components/ui/class-names.ts';
import { Spinner } from '../../components/ui/spinner.tsx';
import { t } from '../../i18n/index.ts';
import { countedDocuments, ofDocuments } from '../../lib/counted-things.ts';
import { DOT } from '../../lib/dot.ts';
import { failureCode } from '../runs/failure-note.tsx';
import type { SampleRow } from './use-sample-sources.ts';

const texts = t.samples;

type Look = { icon: LucideIcon; tone: string } | 'turns';

const LOOKS: Record<SampleRow['state'], Look> = {
  open: { icon: CircleDashed, tone: 'text-muted' },
  proven: { icon: CircleDashed, tone: 'text-muted' },
  chosen: { icon: CircleDashed, tone: 'text-muted' },
  checking: 'turns',
  reading: 'turns',
  permissions: 'turns',
  ready: { icon: Check, tone: 'text-ok' },
  refused: { icon: CircleAlert, tone: 'text-bad' },
  failed: { icon: CircleAlert, tone: 'text-bad' },
};

/** How far one sample source is. Of what went wrong with its run, the card below says more. */
export function SampleProgress({ row, onTry }: { row: SampleRow; onTry: () => void }) {
  const { connection, state, isBusy, refusal } = row;
  const isRefused = !isBusy && refusal !== null && state !== 'ready';
  return (
    <li className="min-w-0 text-[13px]">
      <div className="flex items-start gap-2">
        <Sign state={state} isBusy={isBusy} />
        <p className="min-w-0 [overflow-wrap:anywhere]">
          <bdi className="font-semibold">{connection.name}</bdi>
          <span className="text-muted tabular">
            {DOT}
            {wordsOf(row)}
          </span>
        </p>
      </div>
      {isRefused && (
        <div className="mt-1.5 ps-6">
          <ProblemNote error={refusal} />
        </div>
      )}
      {(isRefused || hasFailed(row)) && (
        <Button size="small" className="ms-6 mt-1.5" onClick={onTry}>
          {texts.tryOne}
          <span className="sr-only"> · {connection.name}</span>
        </Button>
      )}
    </li>
  );
}

/** A run of it; nothing is under way. */
function hasFailed({ state, isBusy }: Pick<SampleRow, 'state' | 'isBusy'>): boolean {
  return !isBusy && (state === 'refused' || state === 'failed');
}

function Sign({ state, isBusy }: Pick<SampleRow, 'state' | 'isBusy'>) {
  const look = LOOKS[state];
  if (isBusy || look === 'turns') return <Spinner className="mt-0.5 shrink-0 text-info" />;
  const { icon: Icon, tone } = look;
  return <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', tone)} />;
}

function wordsOf({ connection, state, isBusy }: SampleRow): string {
  const { type, documents_processed: done, documents_total: total } = connection;
  // What this tab does next has begun already.
  if (isBusy && (state === 'open' || state === 'refused')) return texts.states.checking;
  if (connection.run_queue_position !== null) return texts.states.waitsForTurn;
  if (isBusy && state !== 'checking') return texts.states.reading;
  if (state === 'ready') return texts.states.ready({ documents: countedDocuments(type, done) });
  if (state === 'reading' && done > 0) {
    return total === null
      ? texts.states.readSoFar({ documents: countedDocuments(type, done) })
      : texts.states.readOf({ done, documents: ofDocuments(type, total) });
  }
  if (state === 'refused' || state === 'failed') {
    return texts.states[state]({ problem: t.problems[failureCode(connection)].title });
  }
  return texts.states[state];
}
