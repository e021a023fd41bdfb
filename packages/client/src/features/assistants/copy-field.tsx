import { Copy } from 'lucide-react';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';

const texts = t.assistants;

/** A text to take along, with a button that copies it. */
export function CopyField({
  value,
  label,
  copyLabel,
}: Record<'value' | 'label' | 'copyLabel', string>) {
  const copy = useCopy();
  return (
    <div className="flex gap-2">
      <Input
        readOnly
        value={value}
        aria-label={label}
        className="font-mono text-[13px]"
        onFocus={(event) => event.target.select()}
      />
      <Button size="icon" aria-label={copyLabel} onClick={() => copy(value)} className="size-9!">
        <Copy aria-hidden />
      </Button>
    </div>
  );
}

/** Copies a text, and says so in words. */
export function useCopy() {
  const showToast = useToast();
  return async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      showToast(texts.copied);
    } catch {
      showToast(texts.copyFailed, 'warn');
    }
  };
}
