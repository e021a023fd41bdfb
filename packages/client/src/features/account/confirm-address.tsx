import type { Account } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { signInOptionsQuery } from '../session/single-sign-on.tsx';
import { useConfirmAddress } from './account.queries.ts';

/** Asks for the mail that proves the address to be the person's, and says where it goes. */
export function ConfirmAddress({ account }: { account: Account }) {
  const confirm = useConfirmAddress();
  const showToast = useToast();
  const { data: options } = useQuery(signInOptionsQuery);
  const said = options?.delivers_mail ? t.account.confirmSent : t.account.confirmWritten;
  const send = () => confirm.mutate(account.email, { onSuccess: () => showToast(said) });
  return (
    <>
      <Button size="small" isBusy={confirm.isPending} onClick={send}>
        {t.account.confirmAddress}
      </Button>
      {confirm.error && <ProblemNote error={confirm.error} className="mt-3" />}
    </>
  );
}
