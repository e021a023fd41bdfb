import type { DataSourceConnection } from '@rita/contracts';
import { ShieldCheck } from 'lucide-react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { t } from '../../i18n/index.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { useCheckAccess } from './access.queries.ts';
import { AccessFrequency } from './access-frequency.tsx';
import { AccessMode } from './access-mode.tsx';
import { AccessNumbers } from './access-numbers.tsx';
import { AccessState } from './access-state.tsx';
import { useIsUnableToRead } from './reading-ability.queries.ts';

const texts = t.access;

/** Who may find the documents of a connection, how fresh that is, and what stands in the way. */
export function AccessCard({ connection }: { connection: DataSourceConnection }) {
  const isUnable = useIsUnableToRead();
  const { access, enabled } = connection;
  if (!enabled && access.last_checked_at === null && access.mode === 'source') return null;
  // Those of a connector that could read them say nothing of one that cannot.
  const summary = isUnable ? null : access.summary;
  return (
    <Card aria-label={texts.title}>
      <CardHeader>
        <h2 className="grow">{texts.title}</h2>
        {!isUnable && <CheckButton connection={connection} />}
      </CardHeader>
      <CardBody className="space-y-4">
        <AccessMode connection={connection} />
        {!isUnable && (
          <>
            <AccessState connection={connection} />
            <AccessFrequency connection={connection} />
          </>
        )}
        {summary && <AccessNumbers summary={summary} mode={access.mode} />}
      </CardBody>
    </Card>
  );
}

function CheckButton({ connection }: { connection: DataSourceConnection }) {
  const mayWrite = useMayWrite();
  const check = useCheckAccess(connection.id);
  const isRunning = connection.access.status === 'checking';
  if (!mayWrite || !connection.enabled) return null;
  return (
    <>
      <Button size="small" isBusy={check.isPending || isRunning} onClick={() => check.mutate()}>
        {!check.isPending && !isRunning && <ShieldCheck aria-hidden />}
        {isRunning ? texts.checking : texts.check}
      </Button>
      {check.error && <ProblemNote error={check.error} className="w-full" />}
    </>
  );
}
