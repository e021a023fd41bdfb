import { Copy } from 'lucide-react';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';

const texts = t.account;

/** The codes, for the one time that they can be seen. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const showToast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      showToast(texts.codesCopied);
    } catch {
      showToast(texts.codesCopyFailed, 'warn');
    }
  };
  return (
    <div className="space-y-3">
      <Note tone="warn" role="status">
        {texts.codesText}
      </Note>
      <ul
        aria-label={texts.codesList}
        className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-control bg-sunken p-3 font-mono text-[13px] sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button size="small" onClick={copy}>
        <Copy aria-hidden />
        {texts.copyCodes}
      </Button>
    </div>
  );
}
