import { secondFactorCodeSchema } from '@rita/contracts';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { z } from 'zod';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';

/** The rule is the server's; the words are ours. */
export const codeSchema = z
  .string()
  .refine((value) => secondFactorCodeSchema.safeParse(value).success, {
    error: () => t.session.errors.codeRequired,
  });

type CodeFieldProps = { field: UseFormRegisterReturn; help?: string; error: string | undefined };

/** For a code of the authenticator app or a recovery code; phones offer digits, and let letters in. */
export function CodeField({ field, help = t.session.codeHelp, error }: CodeFieldProps) {
  return (
    <Field label={t.session.code} help={help} error={error}>
      {(control) => (
        <Input
          {...control}
          {...field}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
    </Field>
  );
}
