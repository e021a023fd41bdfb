import { type DataSourceConnection, PREVIEW_ABILITY, type Preview } from '@rita/contracts';
import { ListX } from 'lucide-react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { usePreview } from '../preview/preview.queries.ts';
import { PreviewResult } from '../preview/preview-result.tsx';
import { useConnectorAbility } from './connector.queries.ts';

/** What a held sync would remove, by place and with examples; looked up at the source when asked for. */
export function HeldList({ connection }: { connection: DataSourceConnection }) {
  const isAble = useConnectorAbility(PREVIEW_ABILITY);
  const { start, preview, isRunning, error } = usePreview(connection.id);
  if (!isAble) return null;
  return (
    <div className="space-y-3">
      <Button size="small" isBusy={isRunning} onClick={() => start({})}>
        {!isRunning && <ListX aria-hidden />}
        {t.connection.held.list}
      </Button>
      {error && <ProblemNote error={error} />}
      {preview && <PreviewResult preview={onlyRemoved(preview)} type={connection.type} />}
    </div>
  );
}

function onlyRemoved(preview: Preview): Preview {
  const none = { added: 0, changed: 0 };
  return {
    ...preview,
    // While it is looking, what was seen so far is how one knows that it goes on.
    ...(preview.state === 'running' ? {} : none),
    is_held: false,
    places: preview.places.map((place) => ({ ...place, ...none })),
    sample: preview.sample.filter(({ change }) => change === 'removed'),
  };
}
