import { zodResolver } from '@hookform/resolvers/zod';
import type { Account } from '@rita/contracts';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { formatDay } from '../../lib/format.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { useRename } from './account.queries.ts';
import { ConfirmAddress } from './confirm-address.tsx';

const texts = t.account;
const formSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: () => t.session.errors.nameRequired })
    .max(100),
});

/** Name and address, and whether the address was proved. */
export function ProfileCard({ account }: { account: Account }) {
  const rename = useRename();
  const showToast = useToast();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(formSchema),
    values: { name: account.name },
  });
  const submit = handleSubmit(({ name }) =>
    rename.mutate(name, { onSuccess: () => showToast(texts.saved) }),
  );
  return (
    <SettingsCard title={texts.profile}>
      <form noValidate onSubmit={submit} className="flex max-w-[420px] flex-wrap items-end gap-2">
        <Field
          label={t.session.name}
          error={formState.errors.name?.message}
          className="flex-1 basis-52"
        >
          {(control) => <Input {...control} {...register('name')} autoComplete="name" />}
        </Field>
        <Button type="submit" isBusy={rename.isPending}>
          {texts.save}
        </Button>
      </form>
      {rename.error && <ProblemNote error={rename.error} className="mt-3" />}
      <Address account={account} />
    </SettingsCard>
  );
}

function Address({ account }: { account: Account }) {
  const provedAt = account.address_proved_at;
  return (
    <div className="mt-4">
      <p className="text-[13px] text-muted">{t.session.email}</p>
      <p className="[overflow-wrap:anywhere]">{breakable(account.email)}</p>
      <p className="text-xs text-muted">
        {provedAt === null
          ? texts.notProved
          : texts.proved({ when: formatDay(provedAt, Date.now()) })}
      </p>
      {account.can_confirm_address && (
        <div className="mt-2">
          <ConfirmAddress account={account} />
        </div>
      )}
    </div>
  );
}
