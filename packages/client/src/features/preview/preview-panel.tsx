import type { DataSourceConnection, StartPreviewRequest } from '@rita/contracts';
import { PREVIEW_ABILITY } from '@rita/contracts';
import { Telescope } from 'lucide-react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { useConnectorAbility } from '../connection/connector.queries.ts';
import { usePreview } from './preview.queries.ts';
import { PreviewResult } from './preview-result.tsx';

const texts = t.preview;

type PreviewPanelProps = {
  connection: DataSourceConnection;
  /** Settings that are not saved yet, read when the button is pressed; undefined: they are not valid. */
  settings?: () => Promise<StartPreviewRequest['settings']>;
};

/** “What would a sync do?”; nothing where the connector cannot tell. */
export function PreviewPanel({ connection, settings }: PreviewPanelProps) {
  const isAble = useConnectorAbility(PREVIEW_ABILITY);
  const { start, preview, isRunning, error } = usePreview(connection.id);
  if (!isAble) return null;
  const look = async () => {
    if (settings === undefined) return start({});
    const changed = await settings();
    if (changed !== undefined) start({ settings: changed });
  };
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button size="small" isBusy={isRunning} onClick={() => void look()}>
          {!isRunning && <Telescope aria-hidden />}
          {texts.look}
        </Button>
        <p className="min-w-0 flex-1 basis-52 text-[13px] text-muted">{texts.explanation}</p>
      </div>
      {error && <ProblemNote error={error} />}
      {preview && <PreviewResult preview={preview} type={connection.type} />}
    </div>
  );
}
