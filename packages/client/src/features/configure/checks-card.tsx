import type { DataSourceConnection } from '@rita/contracts';
import { Check, CircleX, RefreshCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card, CardHeader } from '../../components/ui/card.tsx';
import { t } from '../../i18n/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { type CheckLine, checkLines, countEnded, currentLines } from '../connection/check-list.ts';
import { VerificationChecks } from '../connection/verification-checks.tsx';
import { useCancelRun } from '../data-sources/data-sources.queries.ts';
import { attemptOf } from '../runs/last-verification.ts';
import { turnInWords } from '../runs/turn-in-words.ts';
import type { VerificationStage } from './verification-stage.ts';

type ChecksCardProps = { connection: DataSourceConnection; stage: VerificationStage };

/** Beside the choice stand the checks of what is in use, not of what was tried in vain. */
export function ChecksBesideChoice({ connection, stage }: ChecksCardProps) {
  const isOfAttempt = stage === 'failed' && attemptOf(connection) !== undefined;
  return <ChecksCard connection={connection} stage={isOfAttempt ? 'passed' : stage} />;
}

/** The checklist beside the form, with the time limit while it runs. */
export function ChecksCard({ connection, stage }: ChecksCardProps) {
  const isRunning = stage === 'running';
  // What an earlier verification found says nothing about the one that is starting.
  const isStarting = isRunning && connection.status !== 'verifying';
  const lines = linesFor(connection, isStarting ? 'none' : stage);
  const cancel = useCancelRun(connection.id);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the card stands below the form.
    if (isRunning) card.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [isRunning]);
  return (
    <Card ref={card} aria-label={t.connection.checks}>
      <CardHeader>
        <h2 className="flex-1">{t.connection.checks}</h2>
        <StageBadge
          stage={stage}
          text={t.connection.checksCount({ done: countEnded(lines), all: lines.length })}
        />
      </CardHeader>
      <VerificationChecks lines={lines} isDated={!isRunning} className="px-[18px] py-1.5" />
      {isRunning && (
        <div className="space-y-2 border-t border-line px-[18px] py-3 text-xs text-muted">
          {!isStarting && <Turn connection={connection} />}
          <p>{t.configure.mayLeave}</p>
          {connection.run_deadline_at && !isStarting && (
            <p>
              {t.configure.mayLeaveDeadline({
                time: formatMoment(connection.run_deadline_at, Date.now()),
              })}
            </p>
          )}
          <Button
            size="small"
            disabled={isStarting}
            isBusy={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {t.configure.cancelVerification}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Turn({ connection }: Pick<ChecksCardProps, 'connection'>) {
  const turn = turnInWords(connection);
  return turn && <p className="text-fg tabular">{turn}</p>;
}

function linesFor(connection: DataSourceConnection, stage: VerificationStage): CheckLine[] {
  const { type } = connection;
  if (stage === 'none') return checkLines(type, []);
  const attempt = stage === 'failed' ? attemptOf(connection) : undefined;
  return attempt === undefined ? currentLines(connection) : checkLines(type, attempt.checks);
}

function StageBadge({ stage, text }: { stage: VerificationStage; text: string }) {
  if (stage === 'running') {
    return (
      <Badge tone="info" icon={RefreshCw} isRunning>
        {text}
      </Badge>
    );
  }
  if (stage === 'passed') {
    return (
      <Badge tone="ok" icon={Check}>
        {t.connection.allPassed}
      </Badge>
    );
  }
  if (stage === 'failed') {
    return (
      <Badge tone="bad" icon={CircleX}>
        {t.connection.oneFailed}
      </Badge>
    );
  }
  return null;
}
