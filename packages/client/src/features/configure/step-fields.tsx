import type { SourceOptions } from '@rita/contracts';
import { useFormState } from 'react-hook-form';
import { t } from '../../i18n/index.ts';
import { FormField } from './form-field.tsx';
import type { ConfigurationValues, FormField as FieldModel } from './form-model.ts';

type StepFieldsProps = { fields: readonly FieldModel[]; options?: SourceOptions | null };

/** The fields of a step; those for experts are folded away until one of them has an error. */
export function StepFields({ fields, options = null }: StepFieldsProps) {
  const { errors } = useFormState<ConfigurationValues>();
  const plain = fields.filter((field) => !field.hint.advanced);
  const advanced = fields.filter((field) => field.hint.advanced);
  const hasFault = advanced.some((field) => errors.settings?.[field.key] !== undefined);
  return (
    <>
      {plain.map((field) => (
        <FormField key={field.path} field={field} options={options} />
      ))}
      {advanced.length > 0 && (
        <details open={hasFault || undefined} className="rounded-control border border-line">
          <summary className="rounded-control px-3 py-2 text-[13px] font-[550] text-muted hover:text-fg">
            {t.configure.more}
          </summary>
          <div className="space-y-4 border-t border-line p-3">
            {advanced.map((field) => (
              <FormField key={field.path} field={field} options={options} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}
