import { zodResolver } from '@hookform/resolvers/zod';
import { namesOrganization } from '@rita/contracts';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { PasswordField } from '../account/password-card.tsx';
import { CodeField, codeSchema } from '../session/code-field.tsx';
import { SessionProblem } from '../session/session-problem.tsx';
import { useFirstFocus } from '../session/use-first-focus.ts';

const texts = t.settings;

export type Proof = { name: string; password?: string; code?: string };
type Asked = { name: string; asksPassword: boolean; asksCode: boolean };

type DeleteOrganizationFormProps = Asked & {
  isBusy: boolean;
  error: unknown;
  onSubmit: (proof: Proof) => void;
};

/** The name of the organization, typed, and what proves who one is. */
export function DeleteOrganizationForm(props: DeleteOrganizationFormProps) {
  const { name, asksPassword, asksCode } = props;
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(schemaOf(props)),
    defaultValues: { name: '', password: '', code: '' },
  });
  useFirstFocus(setFocus, 'name');
  const { errors } = formState;
  const submit = handleSubmit((typed) =>
    props.onSubmit({
      name: typed.name,
      ...(asksPassword ? { password: typed.password } : {}),
      ...(asksCode ? { code: typed.code } : {}),
    }),
  );
  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <Field
        label={texts.typeName}
        help={texts.typeNameHelp({ name })}
        error={errors.name?.message}
      >
        {(control) => (
          <Input {...control} {...register('name')} autoComplete="off" spellCheck={false} />
        )}
      </Field>
      {asksPassword && (
        <PasswordField
          label={t.session.password}
          error={errors.password?.message}
          field={register('password')}
          autoComplete="current-password"
        />
      )}
      {asksCode && <CodeField field={register('code')} error={errors.code?.message} />}
      {props.error !== null && <SessionProblem error={props.error} />}
      <div className="flex justify-end">
        <Button type="submit" variant="danger" isBusy={props.isBusy}>
          {texts.delete}
        </Button>
      </div>
    </form>
  );
}

function schemaOf({ name, asksPassword, asksCode }: Asked) {
  return z.object({
    name: z.string().refine((typed) => namesOrganization(typed, name), {
      error: () => texts.nameDiffers,
    }),
    password: asksPassword
      ? z.string().min(1, { error: () => t.session.errors.passwordRequired })
      : z.string(),
    code: asksCode ? codeSchema : z.string(),
  });
}
