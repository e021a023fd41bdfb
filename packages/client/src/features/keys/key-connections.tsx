import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { formatNames } from '../../lib/format.ts';
import { useDataSources } from '../data-sources/data-sources.queries.ts';
import { ChoiceList } from './choice-list.tsx';

const texts = t.keys;

type KeyConnectionsProps = { chosen: readonly string[]; onChange: (chosen: string[]) => void };

/** Sources that a key of the organization reads as a whole. What that shows is said before it is made. */
export function KeyConnections({ chosen, onChange }: KeyConnectionsProps) {
  const { data = [] } = useDataSources();
  const names = data.filter((row) => chosen.includes(row.id)).map((row) => row.name);
  if (data.length === 0) return null;
  return (
    <div className="space-y-3">
      <ChoiceList
        label={texts.connections}
        help={texts.connectionsHelp}
        choices={data.map((row) => ({ value: row.id, label: row.name }))}
        chosen={chosen}
        onChange={onChange}
      />
      {names.length > 0 && (
        <Note tone="warn" role="alert">
          {texts.aloud({ names: formatNames(names) })}
        </Note>
      )}
    </div>
  );
}
