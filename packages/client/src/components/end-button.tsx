import { useState } from 'react';
import { ProblemNote } from './problem-note.tsx';
import { useToast } from './toasts.tsx';
import { Button } from './ui/button.tsx';
import { ConfirmDialog } from './ui/confirm-dialog.tsx';

type EndButtonProps = {
  /** What stands on the button, on what it says aloud, and in the question that follows. */
  words: { end: string; endOf: string; title: string; text: string; ended: string };
  isBusy: boolean;
  error: unknown;
  onEnd: (onEnded: () => void) => void;
};

/** Ends somebody's access once that was confirmed, and says so. */
export function EndButton({ words, isBusy, error, onEnd }: EndButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  const showToast = useToast();
  return (
    <>
      <Button size="small" aria-label={words.endOf} onClick={() => setIsAsking(true)}>
        {words.end}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => onEnd(() => showToast(words.ended))}
        title={words.title}
        description={words.text}
        confirmLabel={words.end}
        isDangerous
        isBusy={isBusy}
        error={error != null && <ProblemNote error={error} />}
      />
    </>
  );
}
