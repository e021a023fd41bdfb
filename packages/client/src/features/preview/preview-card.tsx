import { type DataSourceConnection, PREVIEW_ABILITY } from '@rita/contracts';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { t } from '../../i18n/index.ts';
import { useConnectorAbility } from '../connection/connector.queries.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { PreviewPanel } from './preview-panel.tsx';

/** What a sync with the saved settings would do, for those who may start one. */
export function PreviewCard({ connection }: { connection: DataSourceConnection }) {
  const mayWrite = useMayWrite();
  const isAble = useConnectorAbility(PREVIEW_ABILITY);
  if (!mayWrite || !isAble || !connection.enabled || connection.status !== 'idle') return null;
  return (
    <Card>
      <CardHeader>
        <h2>{t.preview.title}</h2>
      </CardHeader>
      <CardBody>
        <PreviewPanel connection={connection} />
      </CardBody>
    </Card>
  );
}
