import type { DataSourceConnection } from '@rita/contracts';
import type { ReactNode } from 'react';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { RelativeTime } from '../../components/ui/relative-time.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { changesInWords } from '../../lib/changes-in-words.ts';
import { countedDocuments } from '../../lib/counted-things.ts';
import { formatMoment, formatNumber } from '../../lib/format.ts';
import { useAtTime } from '../../lib/use-now.ts';
import { AccessCard } from '../access/access-card.tsx';
import { PreviewCard } from '../preview/preview-card.tsx';
import { connectionState } from '../runs/connection-state.ts';
import { attemptOf } from '../runs/last-verification.ts';
import { scheduleInWords } from '../schedule/schedule-draft.ts';
import { currentLines } from './check-list.ts';
import { FailedItemsCard } from './failed-items-card.tsx';
import { KeptDocuments } from './kept-documents.tsx';
import { TryQueryCard } from './try-query-card.tsx';
import { VerificationChecks } from './verification-checks.tsx';

const COLUMN = 'grid min-w-0 grid-cols-1 gap-5';

/**
 * What the documents are, and what can be done with the source. Two columns that do not know of each other:
 * rows of cards would leave holes below the shorter ones.
 */
export function OverviewTab({ connection }: { connection: DataSourceConnection }) {
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
      <div className={COLUMN}>
        <FreshnessCard connection={connection} />
        <FailedItemsCard connection={connection} />
        <AccessCard connection={connection} />
      </div>
      <div className={COLUMN}>
        <ChecksCard connection={connection} />
        <PreviewCard connection={connection} />
        <TryQueryCard connection={connection} />
      </div>
    </div>
  );
}

function FreshnessCard({ connection }: { connection: DataSourceConnection }) {
  return (
    <Card>
      <CardHeader>
        <h2>{t.connection.freshness}</h2>
      </CardHeader>
      <CardBody>
        <dl className="grid gap-x-4 gap-y-2 text-[13px] sm:grid-cols-[auto_1fr]">
          <Facts connection={connection} />
        </dl>
        <KeptDocuments connection={connection} />
      </CardBody>
    </Card>
  );
}

/** Of the last verification; those of one that is under way fill in above the tabs. */
function ChecksCard({ connection }: { connection: DataSourceConnection }) {
  const isFillingIn = useAtTime((now) => connectionState(connection, now)) === 'verifying';
  if (isFillingIn) return null;
  return (
    <Card>
      <CardHeader>
        <h2>{t.connection.checks}</h2>
      </CardHeader>
      {connection.verification_checks.length > 0 ? (
        <VerificationChecks
          lines={currentLines(connection)}
          isDated={connection.status !== 'verifying'}
          className="px-[18px] py-1.5"
        />
      ) : (
        <CardBody className="text-[13px] text-muted">
          {connection.last_verification_at === null
            ? t.connection.facts.neverVerified
            : t.connection.noChecks}
        </CardBody>
      )}
    </Card>
  );
}

const facts = t.connection.facts;

function Facts({ connection }: { connection: DataSourceConnection }) {
  const isSyncing = connection.status === 'syncing';
  const hasSynced = connection.last_sync_status !== null;
  return (
    <>
      <Fact label={facts.lastSync}>{moment(connection.last_sync_at)}</Fact>
      <Fact label={facts.lastRun}>
        {connection.last_sync_status && t.connection.lastSyncStatus[lastSyncOf(connection)]}
      </Fact>
      {hasSynced && !isSyncing && (
        <>
          <Fact label={facts.processed}>
            {countedDocuments(connection.type, connection.documents_processed)}
          </Fact>
          <Fact label={facts.changes}>
            {connection.last_sync_status === 'completed' && changes(connection)}
          </Fact>
          <Fact label={facts.problems}>{formatNumber(connection.documents_failed)}</Fact>
        </>
      )}
      <Fact label={facts.verified}>{moment(connection.verified_at)}</Fact>
      {connection.last_verification_error !== null && connection.last_verification_at && (
        <Fact label={attemptOf(connection) ? facts.attempt : facts.refused}>
          {moment(connection.last_verification_at)}
        </Fact>
      )}
      {connection.credentials_expire_at && (
        <Fact label={facts.expires}>
          {formatMoment(connection.credentials_expire_at, Date.now())}
        </Fact>
      )}
      <Fact label={facts.schedule}>{breakable(scheduleInWords(connection.sync_schedule))}</Fact>
      <Fact label={facts.next}>
        {connection.next_sync_at ? moment(connection.next_sync_at) : facts.notPlanned}
      </Fact>
    </>
  );
}

/** Held is no failure: nothing is wrong but that somebody has to decide. */
function lastSyncOf(connection: DataSourceConnection) {
  const isHeld =
    connection.error_code === 'too_many_deletions' || connection.deletions_held !== null;
  return isHeld ? 'held' : (connection.last_sync_status ?? 'failed');
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === undefined || children === false) return null;
  return (
    // On a phone, what has no room beside its name stands below it.
    <div className="flex flex-wrap gap-x-4 sm:contents">
      <dt className="text-muted">{label}</dt>
      <dd className="ms-auto text-end tabular [overflow-wrap:anywhere] first-letter:uppercase">
        {children}
      </dd>
    </div>
  );
}

function moment(at: string | null): ReactNode {
  return at === null ? facts.never : <RelativeTime at={at} />;
}

function changes(connection: DataSourceConnection): string | null {
  const {
    documents_added: added,
    documents_updated: changed,
    documents_removed: removed,
  } = connection;
  if (added === null || changed === null || removed === null) return null;
  return changesInWords({ added, changed, removed });
}
