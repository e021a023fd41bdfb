import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { type ChangedField, valueInWords } from './setting-conflict.ts';

type ConflictNoteProps = {
  conflict: readonly ChangedField[];
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

/** What somebody else changed meanwhile, and the choice what to do about it. */
export function ConflictNote({ conflict, onKeepMine, onTakeTheirs }: ConflictNoteProps) {
  if (conflict.length === 0) return null;
  return (
    <Note tone="warn" role="alert">
      <p className="font-semibold">{t.configure.conflictTitle}</p>
      <p>{t.configure.conflictText}</p>
      <dl className="mt-1.5 space-y-1">
        {conflict.map((field) => (
          <div key={field.key}>
            <dt className="font-medium">{field.label}</dt>
            <dd className="text-muted">
              {t.configure.before} <span className="text-fg">{valueInWords(field.before)}</span>,{' '}
              {t.configure.now} <span className="text-fg">{valueInWords(field.now)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button size="small" onClick={onTakeTheirs}>
          {t.configure.conflictTake}
        </Button>
        <Button size="small" onClick={onKeepMine}>
          {t.configure.conflictKeep}
        </Button>
      </div>
    </Note>
  );
}
