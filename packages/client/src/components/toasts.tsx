import { X } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { t } from '../i18n/index.ts';
import { Button } from './ui/button.tsx';
import { Note } from './ui/note.tsx';
import type { Tone } from './ui/tone.ts';

type Toast = { id: number; tone: Tone; text: ReactNode };
type ShowToast = (text: ReactNode, tone?: Tone) => void;

const ToastContext = createContext<ShowToast>(() => {});
const VISIBLE_MS = 6000;
let nextId = 1;

/** `const showToast = useToast(); showToast('Saved', 'ok')`: a short message that goes by itself. */
export function useToast(): ShowToast {
  return use(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const remove = useCallback(
    (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)),
    [],
  );
  const show = useCallback<ShowToast>(
    (text, tone = 'ok') => {
      const id = nextId++;
      setToasts((all) => [...all.slice(-2), { id, tone, text }]);
      setTimeout(() => remove(id), VISIBLE_MS);
    },
    [remove],
  );
  const visible = useMemo(
    () =>
      toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onClose={() => remove(toast.id)} />
      )),
    [toasts, remove],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-50 mx-auto flex max-w-sm flex-col gap-2 sm:end-6 sm:bottom-6 sm:start-auto sm:mx-0 sm:w-[360px]"
      >
        {visible}
      </div>
    </ToastContext>
  );
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  return (
    <div className="pointer-events-auto rounded-[10px] border border-line bg-raised p-1 shadow-pop">
      <Note tone={toast.tone}>
        <div className="flex items-start gap-2">
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{toast.text}</span>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t.common.close}
            onClick={onClose}
            className="-my-1 -me-1.5 size-7!"
          >
            <X aria-hidden />
          </Button>
        </div>
      </Note>
    </div>
  );
}
