import { type ConnectorInfo, fingerprintOf } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { formatNames } from '../../lib/format.ts';
import type { SealingState } from '../configure/judge-sealing.ts';
import { sealingQuery } from '../configure/sealing.queries.ts';
import { connectorQuery } from '../connection/connector.queries.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { type SettingRow, SettingRows, SettingsCard } from './setting-rows.tsx';

const texts = t.settings;

/** Who keeps the credentials, and the key that vouches for what they are sealed for. */
export function ConnectorCard() {
  const { data, error } = useQuery(connectorQuery);
  const { organization } = useCurrentSession();
  const { data: sealing } = useQuery(sealingQuery(organization.id));
  return (
    <SettingsCard title={texts.connector} description={texts.connectorText}>
      {data === undefined &&
        (error ? <ProblemNote error={error} /> : <Skeleton className="h-20" />)}
      {data === null && <p className="mb-3 text-muted">{texts.noConnectorInfo}</p>}
      {data !== undefined && <SettingRows rows={[...rowsOf(data), ...keyRows(sealing)]} />}
    </SettingsCard>
  );
}

function rowsOf(connector: ConnectorInfo | null): SettingRow[] {
  if (connector === null) return [];
  const types = formatNames(connector.types.map((type) => t.sources[type].name));
  return [
    { label: texts.connectorName, value: connector.name },
    { label: texts.connectorTypes, value: types || '—' },
  ];
}

function keyRows(sealing: SealingState | undefined): SettingRow[] {
  const label = texts.connectorKey;
  if (sealing === undefined) return [];
  if (sealing.state === 'plain') return [{ label, value: breakable(texts.notSealed) }];
  if (sealing.state === 'blocked') {
    const { title, remedy } = t.problems[sealing.code];
    return [{ label, value: `${title}.`, help: breakable(remedy) }];
  }
  const value = <code className="font-mono text-[13px]">{fingerprintOf(sealing.keys.root)}</code>;
  const help = sealing.pinned ? texts.connectorKeyPinned : texts.connectorKeyNotPinned;
  return [{ label, value, help }];
}
