import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';

/** Copies a link; says so in words too. */
export function CopyLink({ link }: { link: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const showToast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setIsCopied(true);
      showToast(t.members.copied);
    } catch {
      showToast(t.members.copyFailed, 'warn');
    }
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <Button size="small" onClick={copy}>
      <Icon aria-hidden />
      {t.members.copyLink}
    </Button>
  );
}
