import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { ProblemNote } from './problem-note.tsx';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';

type ConfirmDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: ReactNode;
  /** What will happen, above all what will be gone. */
  description: ReactNode;
  confirmLabel: string;
  isDangerous?: boolean;
  /** What is sent when it is confirmed; a refusal is shown inside the dialog, until that is closed. */
  request: { isPending: boolean; error: unknown; reset: () => void };
};

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { request } = props;
  const close = () => {
    // A question that is asked again has no old failure in it.
    request.reset();
    props.onClose();
  };
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={close}
      title={props.title}
      description={props.description}
      actions={
        <>
          <Button onClick={close}>{t.common.cancel}</Button>
          <Button
            variant={props.isDangerous ? 'danger' : 'primary'}
            isBusy={request.isPending}
            onClick={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {request.error != null && <ProblemNote error={request.error} />}
    </Dialog>
  );
}
