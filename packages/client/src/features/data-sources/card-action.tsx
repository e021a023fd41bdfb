import { type DataSourceConnection, RETRY_FAILED_ABILITY } from '@rita/contracts';
import { Link } from '@tanstack/react-router';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { useConnectorAbility } from '../connection/connector.queries.ts';
import { RetryFailed } from '../connection/retry-failed.tsx';
import type { ConnectionState } from '../runs/connection-state.ts';
import { ResumeButton } from '../schedule/resume-button.tsx';
import { useCancelRun, useTriggerSync } from './data-sources.queries.ts';

type Label =
  | 'cancel'
  | 'changeChoice'
  | 'configure'
  | 'finish'
  | 'look'
  | 'repair'
  | 'syncAgain'
  | 'syncNow'
  | 'tryAgain';

type Action =
  | { kind: 'sync'; label: Label; isMain: boolean }
  | { kind: 'cancel'; label: Label; isMain: boolean }
  | { kind: 'configure'; step?: 'access' | 'choose'; label: Label; isMain: boolean }
  | { kind: 'resume' }
  | { kind: 'retry' }
  | { kind: 'look'; label: Label; isMain: boolean };

const texts = t.dataSources;
const CANCEL: Action = { kind: 'cancel', label: 'cancel', isMain: false };

/** The one thing to do next in each state. */
const ACTIONS: Record<ConnectionState, Action> = {
  needs_credentials: { kind: 'configure', step: 'access', label: 'repair', isMain: true },
  failed: { kind: 'sync', label: 'tryAgain', isMain: true },
  verification_failed: { kind: 'configure', step: 'access', label: 'tryAgain', isMain: true },
  held: { kind: 'look', label: 'look', isMain: true },
  silent: CANCEL,
  results_waiting: CANCEL,
  found_nothing: { kind: 'configure', step: 'choose', label: 'changeChoice', isMain: true },
  synced_with_problems: { kind: 'retry' },
  verifying: CANCEL,
  rate_limited: CANCEL,
  queued: CANCEL,
  syncing: CANCEL,
  cancelled: { kind: 'sync', label: 'syncAgain', isMain: false },
  paused: { kind: 'resume' },
  unfinished: { kind: 'configure', step: 'choose', label: 'finish', isMain: true },
  ready: { kind: 'sync', label: 'syncNow', isMain: true },
  synced: { kind: 'sync', label: 'syncNow', isMain: false },
  not_configured: { kind: 'configure', label: 'configure', isMain: true },
};

/** Trying again is no cure for a sync that has nothing to read. */
function actionFor({ error_code }: DataSourceConnection, state: ConnectionState): Action {
  const isUnchosen = state === 'failed' && error_code === 'not_configured';
  return ACTIONS[isUnchosen ? 'found_nothing' : state];
}

type CardActionProps = { connection: DataSourceConnection; state: ConnectionState };

/** The main button of a card. */
export function CardAction({ connection, state }: CardActionProps) {
  const action = actionFor(connection, state);
  if (action.kind === 'sync') return <SyncButton connection={connection} action={action} />;
  if (action.kind === 'cancel') return <CancelButton connection={connection} />;
  if (action.kind === 'retry') return <RetryOrSync connection={connection} />;
  if (action.kind === 'resume') return <ResumeButton connection={connection} />;
  const variant = action.isMain ? 'primary' : 'secondary';
  const label = (
    <>
      {texts[action.label]}
      <span className="sr-only"> · {connection.name}</span>
    </>
  );
  if (action.kind === 'look') {
    return (
      <Button asChild size="small" variant={variant}>
        <Link to="/data-sources/$id" params={{ id: connection.id }}>
          {label}
        </Link>
      </Button>
    );
  }
  return (
    <Button asChild size="small" variant={variant}>
      <Link
        to="/data-sources/$id/configure"
        params={{ id: connection.id }}
        search={action.step ? { step: action.step } : {}}
      >
        {label}
      </Link>
    </Button>
  );
}

/** Only what could not be read, where the connector can do that. */
function RetryOrSync({ connection }: { connection: DataSourceConnection }) {
  const isAble = useConnectorAbility(RETRY_FAILED_ABILITY);
  if (isAble) return <RetryFailed connection={connection} />;
  const action = { kind: 'sync', label: 'syncAgain', isMain: false } as const;
  return <SyncButton connection={connection} action={action} />;
}

type SyncButtonProps = {
  connection: DataSourceConnection;
  action: Extract<Action, { kind: 'sync' }>;
};

function SyncButton({ connection, action }: SyncButtonProps) {
  const sync = useTriggerSync(connection.id);
  const showToast = useToast();
  return (
    <Button
      size="small"
      variant={action.isMain ? 'primary' : 'secondary'}
      isBusy={sync.isPending}
      onClick={() =>
        sync.mutate(undefined, {
          onError: (error) => showToast(<ProblemNote error={error} />, 'bad'),
        })
      }
    >
      {texts[action.label]}
      <span className="sr-only"> · {connection.name}</span>
    </Button>
  );
}

function CancelButton({ connection }: { connection: DataSourceConnection }) {
  const cancel = useCancelRun(connection.id);
  const showToast = useToast();
  return (
    <Button
      size="small"
      isBusy={cancel.isPending}
      onClick={() =>
        cancel.mutate(undefined, {
          onSuccess: () => showToast(texts.cancelled({ name: connection.name }), 'info'),
          onError: (error) => showToast(<ProblemNote error={error} />, 'bad'),
        })
      }
    >
      {texts.cancel}
      <span className="sr-only"> · {connection.name}</span>
    </Button>
  );
}
