import { zodResolver } from '@hookform/resolvers/zod';
import { MAX_ORGANIZATION_NAME, renameOrganization } from '@rita/contracts';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { useRenameOrganization } from './organization.queries.ts';

const texts = t.settings;
const formSchema = z.object({
  name: z.string().refine((name) => renameOrganization.body.safeParse({ name }).success, {
    error: () => texts.nameRequired({ max: MAX_ORGANIZATION_NAME }),
  }),
});

/** The organization's name, for owners to change. */
export function RenameForm({ name: current }: { name: string }) {
  const rename = useRenameOrganization();
  const showToast = useToast();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(formSchema),
    values: { name: current },
  });
  const submit = handleSubmit(({ name }) =>
    rename.mutate(name, { onSuccess: (data) => showToast(texts.renamed({ name: data.name })) }),
  );
  return (
    <form noValidate onSubmit={submit} className="flex max-w-[420px] flex-wrap items-end gap-2">
      <Field label={texts.name} error={formState.errors.name?.message} className="flex-1 basis-52">
        {(control) => <Input {...control} {...register('name')} autoComplete="organization" />}
      </Field>
      <Button type="submit" isBusy={rename.isPending}>
        {t.common.save}
      </Button>
      {rename.error && <ProblemNote error={rename.error} className="basis-full" />}
    </form>
  );
}
