import type { Account } from '@rita/contracts';
import { useState } from 'react';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { t } from '../../i18n/index.ts';
import { formatDay } from '../../lib/format.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { useEndSecondFactor, useRenewRecoveryCodes } from './account.queries.ts';
import { ProofForm } from './proof-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUpDialog } from './set-up-dialog.tsx';

const texts = t.account;
type SecondFactor = NonNullable<Account['second_factor']>;

/** Sets the second factor up, renews its recovery codes, ends it. */
export function SecondFactorCard({ factor }: { factor: SecondFactor | null }) {
  // Kept apart from the factor: its last step shows the codes when it is in use already.
  const [open, setOpen] = useState<'setUp' | 'renew' | 'end' | null>(null);
  const close = () => setOpen(null);
  return (
    <SettingsCard title={texts.secondFactor} description={texts.secondFactorText}>
      {factor === null ? (
        <>
          <p className="text-muted">{texts.factorOff}</p>
          <Button className="mt-3" onClick={() => setOpen('setUp')}>
            {texts.setUp}
          </Button>
        </>
      ) : (
        <>
          <p>{texts.factorOn({ when: formatDay(factor.enabled_at, Date.now()) })}</p>
          <p className="text-[13px] text-muted">
            {texts.codesLeft({ count: factor.recovery_codes_left })}
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button onClick={() => setOpen('renew')}>{texts.renewCodes}</Button>
            <Button onClick={() => setOpen('end')}>{texts.turnOff}</Button>
          </div>
        </>
      )}
      {open === 'setUp' && <SetUpDialog onClose={close} />}
      {open === 'renew' && <RenewDialog onClose={close} />}
      {open === 'end' && <EndDialog onClose={close} />}
    </SettingsCard>
  );
}

function RenewDialog({ onClose }: { onClose: () => void }) {
  const renew = useRenewRecoveryCodes();
  const codes = renew.data?.recovery_codes;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={codes ? texts.codesTitle : texts.renewTitle}
      description={codes ? undefined : texts.renewText}
      actions={
        codes && (
          <Button variant="primary" onClick={onClose}>
            {texts.codesKept}
          </Button>
        )
      }
    >
      {codes ? (
        <RecoveryCodes codes={codes} />
      ) : (
        <ProofForm
          submitLabel={texts.renewCodes}
          isBusy={renew.isPending}
          error={renew.error}
          onSubmit={(proof) => renew.mutate(proof)}
        />
      )}
    </Dialog>
  );
}

function EndDialog({ onClose }: { onClose: () => void }) {
  const end = useEndSecondFactor();
  const showToast = useToast();
  const done = () => {
    showToast(texts.turnedOff);
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={texts.turnOffTitle} description={texts.turnOffText}>
      <ProofForm
        submitLabel={texts.turnOff}
        isDangerous
        isBusy={end.isPending}
        error={end.error}
        onSubmit={(proof) => end.mutate(proof, { onSuccess: done })}
      />
    </Dialog>
  );
}
