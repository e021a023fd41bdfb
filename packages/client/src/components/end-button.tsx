import { type ComponentProps, useState } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useToast } from './toasts.tsx';
import { Button } from './ui/button.tsx';

type EndButtonProps = {
  words: {
    /** On the button. */
    end: string;
    /** What it says aloud where several stand in a list. */
    endOf?: string;
    /** The question that follows, and what will be gone. */
    title: string;
    text: string;
  };
  request: { isPending: boolean; error: unknown; reset: () => void };
  /** Asks for the end; says afterwards what has ended, or nothing where the row that goes says it. */
  onEnd: (onEnded: (said?: string) => void) => void;
  button?: Pick<ComponentProps<typeof Button>, 'variant' | 'size' | 'className'>;
};

/** Ends or removes something once that was confirmed. */
export function EndButton({ words, request, onEnd, button = { size: 'small' } }: EndButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  const showToast = useToast();
  const close = () => setIsAsking(false);
  const end = () =>
    onEnd((said) => {
      if (said !== undefined) showToast(said);
      close();
    });
  return (
    <>
      <Button {...button} aria-label={words.endOf} onClick={() => setIsAsking(true)}>
        {words.end}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={close}
        onConfirm={end}
        title={words.title}
        description={words.text}
        confirmLabel={words.end}
        isDangerous
        request={request}
      />
    </>
  );
}
