import { CATALOGUE, type ConnectorInfo } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { connectorQuery } from '../connection/connector.queries.ts';
import { type SettingRow, SettingRows, SettingsCard } from './setting-rows.tsx';

const texts = t.settings;

/** Who keeps the credentials, and the key that they are sealed for. */
export function ConnectorCard() {
  const { data, error } = useQuery(connectorQuery);
  return (
    <SettingsCard title={texts.connector} description={texts.connectorText}>
      {data === undefined &&
        (error ? <ProblemNote error={error} /> : <Skeleton className="h-20" />)}
      {data === null && <p className="text-muted">{texts.noConnectorInfo}</p>}
      {data && <SettingRows rows={rowsOf(data)} />}
    </SettingsCard>
  );
}

function rowsOf(connector: ConnectorInfo): SettingRow[] {
  const key = connector.sealing_key;
  return [
    { label: texts.connectorName, value: connector.name },
    key
      ? {
          label: texts.connectorKey,
          value: <code className="font-mono text-[13px]">{key.fingerprint}</code>,
          help: texts.connectorKeyHelp,
        }
      : { label: texts.connectorKey, value: texts.noKey },
    {
      label: texts.connectorTypes,
      value: connector.types.map((type) => CATALOGUE[type].name).join(', ') || '—',
    },
  ];
}
