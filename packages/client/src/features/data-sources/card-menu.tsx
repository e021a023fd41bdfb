import type { DataSourceConnection } from '@rita/contracts';
import { useNavigate } from '@tanstack/react-router';
import {
  Clock,
  EllipsisVertical,
  FileText,
  Pencil,
  RefreshCw,
  ShieldCheck,
  SquareArrowOutUpRight,
} from 'lucide-react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '../../components/ui/dropdown-menu.tsx';
import { t } from '../../i18n/index.ts';
import { PauseItem } from '../schedule/pause-item.tsx';
import { useMayWrite } from '../session/session.queries.ts';
import { useTriggerSync, useVerifyDataSource } from './data-sources.queries.ts';

const texts = t.dataSources;

/** Everything that a card's connection offers beside its main button. */
export function CardMenu({ connection }: { connection: DataSourceConnection }) {
  const navigate = useNavigate();
  const { id, name } = connection;
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" size="icon" aria-label={texts.menu({ name })}>
          <EllipsisVertical aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => navigate({ to: '/data-sources/$id', params: { id } })}>
        <SquareArrowOutUpRight aria-hidden />
        {texts.look}
      </MenuItem>
      <MenuItem onSelect={() => navigate({ to: '/documents', search: { source: id } })}>
        <FileText aria-hidden />
        {texts.documents}
      </MenuItem>
      <MenuItem onSelect={() => navigate({ to: '/activity', search: { object: id } })}>
        <Clock aria-hidden />
        {texts.activity}
      </MenuItem>
      {useMayWrite() && <WriteItems connection={connection} />}
    </DropdownMenu>
  );
}

function WriteItems({ connection }: { connection: DataSourceConnection }) {
  const { id, name, enabled } = connection;
  const navigate = useNavigate();
  const showToast = useToast();
  const sync = useTriggerSync(id);
  const verify = useVerifyDataSource(id);
  const onError = (error: unknown) => showToast(<ProblemNote error={error} />, 'bad');
  const isStartable = enabled && connection.status === 'idle';
  return (
    <>
      <MenuSeparator />
      <MenuItem onSelect={() => navigate({ to: '/data-sources/$id/configure', params: { id } })}>
        <Pencil aria-hidden />
        {enabled ? texts.edit : texts.configure}
      </MenuItem>
      <MenuItem
        disabled={!isStartable}
        onSelect={() =>
          sync.mutate(undefined, {
            onSuccess: () => showToast(texts.syncStarted({ name }), 'info'),
            onError,
          })
        }
      >
        <RefreshCw aria-hidden />
        {texts.syncNow}
      </MenuItem>
      <MenuItem
        disabled={!isStartable}
        onSelect={() =>
          verify.mutate(
            {},
            { onSuccess: () => showToast(texts.verifyStarted({ name }), 'info'), onError },
          )
        }
      >
        <ShieldCheck aria-hidden />
        {texts.verifyAgain}
      </MenuItem>
      <PauseItem connection={connection} />
    </>
  );
}
