import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { CopyField } from '../assistants/copy-field.tsx';

const texts = t.changeWebhook;

/** `isBeside`: there was one before, which signs beside it for a while. */
export type ShownSecret = { secret: string; isBeside?: true };

type SecretDialogProps = { shown: ShownSecret | null; onClose: () => void };

/** Shows the secret: once, and never again. */
export function SecretDialog({ shown, onClose }: SecretDialogProps) {
  return (
    <Dialog
      isOpen={shown !== null}
      onClose={onClose}
      title={texts.secretTitle}
      description={shown?.isBeside ? texts.secretBeside : undefined}
      actions={
        <Button variant="primary" onClick={onClose}>
          {texts.done}
        </Button>
      }
    >
      <div role="status" className="space-y-3">
        <Note tone="warn">{texts.secretOnce}</Note>
        <CopyField value={shown?.secret ?? ''} label={texts.secret} copyLabel={texts.copySecret} />
      </div>
    </Dialog>
  );
}
