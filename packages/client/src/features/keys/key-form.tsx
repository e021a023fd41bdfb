import { zodResolver } from '@hookform/resolvers/zod';
import { createKeyRequestSchema, KEY_KINDS, mayWrite, SCOPES, type Scope } from '@rita/contracts';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { RadioCards } from '../../components/ui/radio-cards.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { ChoiceList } from './choice-list.tsx';
import { KeyConnections } from './key-connections.tsx';
import { useCreateKey } from './keys.queries.ts';

const texts = t.keys;
const DAYS = ['7', '30', '90', '366'] as const satisfies (keyof typeof texts.dayChoices)[];

const formSchema = z.object({
  kind: z.enum(KEY_KINDS),
  name: z.string().refine((text) => createKeyRequestSchema.shape.name.safeParse(text).success, {
    error: () => texts.nameMissing,
  }),
  scopes: z.array(z.enum(SCOPES)).min(1, { error: () => texts.scopesMissing }),
  days: z.enum(DAYS),
  connections: z.array(z.string()),
});
type KeyValues = z.output<typeof formSchema>;

/** What a key is for, and what it may do. */
export function KeyForm({ onMade }: { onMade: (key: string) => void }) {
  const { role } = useCurrentSession();
  const create = useCreateKey();
  const { register, control, handleSubmit, watch, formState } = useForm<KeyValues>({
    resolver: zodResolver(formSchema),
    defaultValues: {
      ...{ kind: 'personal', name: '', days: '90', connections: [] },
      scopes: ['documents:read'],
    },
  });
  const kind = watch('kind');
  const submit = handleSubmit(({ days, connections, ...values }) => {
    const body = {
      ...values,
      expires_in_days: Number(days),
      connections: values.kind === 'organization' ? connections : [],
    };
    create.mutate(body, { onSuccess: ({ key }) => onMade(key) });
  });
  const scopes: readonly Scope[] = SCOPES.filter(
    (one) => one !== 'sources:write' || mayWrite(role),
  );
  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <Field label={texts.name} help={texts.nameHelp} error={formState.errors.name?.message}>
        {(props) => <Input {...props} {...register('name')} autoComplete="off" />}
      </Field>
      {role === 'owner' && (
        <Controller
          control={control}
          name="kind"
          render={({ field }) => (
            <RadioCards
              label={texts.kind}
              value={field.value}
              onValueChange={field.onChange}
              choices={KEY_KINDS.map((value) => ({
                value,
                label: texts.kinds[value],
                help: texts.kindHelp[value],
              }))}
            />
          )}
        />
      )}
      <Controller
        control={control}
        name="scopes"
        render={({ field, fieldState }) => (
          <ChoiceList
            label={texts.scopesLabel}
            choices={scopes.map((value) => ({ value, label: t.consent.scopes[value] }))}
            chosen={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      {kind === 'organization' && (
        <Controller
          control={control}
          name="connections"
          render={({ field }) => <KeyConnections chosen={field.value} onChange={field.onChange} />}
        />
      )}
      <Field label={texts.days}>
        {(props) => (
          <Select {...props} {...register('days')}>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {texts.dayChoices[days]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {create.error && <ProblemNote error={create.error} />}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" isBusy={create.isPending}>
          {texts.make}
        </Button>
      </div>
    </form>
  );
}
