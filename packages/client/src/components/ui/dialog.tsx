import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { t } from '../../i18n/index.ts';
import { Button } from './button.tsx';

type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
};

/**
 * A modal dialog on the browser's own <dialog>, which keeps the focus inside, makes the rest
 * inert and gives the focus back; unlike Radix Dialog it adds no inline <style>, which the
 * content security policy refuses.
 */
export function Dialog({ isOpen, onClose, title, description, children, actions }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (isOpen && dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click closes on the backdrop; Escape does it by keyboard
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === ref.current && onClose()}
      className="m-auto w-[min(480px,calc(100vw-32px))] max-w-none rounded-card border border-line bg-raised p-0 text-fg shadow-pop backdrop:bg-backdrop max-sm:mb-4"
    >
      <div className="relative p-5 [overflow-wrap:anywhere]">
        <h2 id={`${id}-title`} className="pe-9 text-[16px]">
          {title}
        </h2>
        {description && (
          <div id={`${id}-description`} className="mt-1.5 text-muted">
            {description}
          </div>
        )}
        {children && <div className="mt-4">{children}</div>}
        {actions && <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div>}
        {/* The last, since the browser gives the focus to the first: what the dialog is for. */}
        <div className="absolute end-4 top-4">
          <Button variant="ghost" size="icon" aria-label={t.common.close} onClick={onClose}>
            <X aria-hidden />
          </Button>
        </div>
      </div>
    </dialog>
  );
}
