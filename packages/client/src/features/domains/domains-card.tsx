import { zodResolver } from '@hookform/resolvers/zod';
import { addDomain } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { DomainRow } from './domain-row.tsx';
import { domainsQuery, useAddDomain } from './domains.queries.ts';

const texts = t.domains;

/** The mail domains of the organization; for owners. */
export function DomainsCard() {
  const { data, error } = useQuery(domainsQuery);
  return (
    <SettingsCard title={texts.title} description={texts.text}>
      <div className="space-y-4">
        {error && <ProblemNote error={error} />}
        {!data && !error && <Skeleton className="h-12 w-full" />}
        {data?.length === 0 && <p className="text-[13px] text-muted">{texts.none}</p>}
        {data && data.length > 0 && (
          <ul className="rounded-control border border-line">
            {data.map((domain) => (
              <DomainRow key={domain.id} domain={domain} />
            ))}
          </ul>
        )}
        <AddForm />
      </div>
    </SettingsCard>
  );
}

const formSchema = z.object({
  domain: z.string().refine((text) => addDomain.body.safeParse({ domain: text }).success, {
    error: () => texts.invalid,
  }),
});

function AddForm() {
  const add = useAddDomain();
  const { register, handleSubmit, formState, reset } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { domain: '' },
  });
  const submit = handleSubmit(({ domain }) => add.mutate(domain, { onSuccess: () => reset() }));
  return (
    <form noValidate onSubmit={submit} className="flex max-w-[420px] flex-wrap items-end gap-2">
      <Field
        label={texts.domain}
        error={formState.errors.domain?.message}
        className="flex-1 basis-52"
      >
        {(control) => (
          <Input
            {...control}
            {...register('domain')}
            inputMode="url"
            placeholder={texts.placeholder}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Button type="submit" isBusy={add.isPending}>
        {texts.addButton}
      </Button>
      {add.error && <ProblemNote error={add.error} className="w-full" />}
    </form>
  );
}
