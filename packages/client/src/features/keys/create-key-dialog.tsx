import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { CopyField } from '../assistants/copy-field.tsx';
import { KeyForm } from './key-form.tsx';

const texts = t.keys;

/** Asks what the key is for, then shows it: once, and never again. */
export function CreateKeyDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [key, setKey] = useState<string | null>(null);
  const close = () => {
    setKey(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={texts.makeTitle}
      description={key === null ? texts.makeText : undefined}
      actions={
        key !== null && (
          <Button variant="primary" onClick={close}>
            {texts.done}
          </Button>
        )
      }
    >
      {key === null ? (
        <KeyForm onMade={setKey} />
      ) : (
        <div role="status" className="space-y-3">
          <Note tone="warn">{texts.once}</Note>
          <CopyField value={key} label={texts.key} copyLabel={texts.copy} />
        </div>
      )}
    </Dialog>
  );
}
