import { zodResolver } from '@hookform/resolvers/zod';
import { type WebhookTopic, webhookAddressSchema } from '@rita/contracts';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { useCreateChangeWebhook } from './change-webhook.queries.ts';

const texts = t.changeWebhook;

const formSchema = z.object({
  url: z.string().refine((text) => webhookAddressSchema.safeParse(text).success, {
    error: () => texts.invalid,
  }),
});

type AddProps = { topic: WebhookTopic; onMade: (secret: string) => void };

/** Asks for the address; `onMade` is given the secret. */
export function AddChangeWebhook({ topic, onMade }: AddProps) {
  const create = useCreateChangeWebhook(topic);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { url: '' },
  });
  const submit = handleSubmit(({ url }) =>
    create.mutate(url, { onSuccess: ({ secret }) => onMade(secret) }),
  );
  return (
    <form noValidate onSubmit={submit} className="flex max-w-[560px] flex-wrap items-end gap-2">
      <Field
        label={texts.address}
        error={formState.errors.url?.message}
        className="flex-1 basis-60"
      >
        {(control) => (
          <Input
            {...control}
            {...register('url')}
            inputMode="url"
            placeholder={texts.placeholder}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Button type="submit" isBusy={create.isPending}>
        {texts.add}
      </Button>
      {create.error && <ProblemNote error={create.error} className="w-full" />}
    </form>
  );
}
