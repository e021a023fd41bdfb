import type { DataSourceType } from '@rita/contracts';
import { ArrowRight } from 'lucide-react';
import type { FormEvent } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { type ConfigurationValues, settingFieldsOf } from './form-model.ts';
import { StepFields } from './step-fields.tsx';

type WhereStepProps = {
  type: DataSourceType;
  values: ConfigurationValues;
  onNext: (event: FormEvent) => void;
};

/** Step one: the address. */
export function WhereStep({ type, values, onNext }: WhereStepProps) {
  return (
    <form noValidate onSubmit={onNext} className="space-y-4">
      <StepFields fields={settingFieldsOf(type, 'where', values.method, values.settings)} />
      <Button type="submit" variant="primary">
        {t.configure.next}
        <ArrowRight aria-hidden />
      </Button>
    </form>
  );
}
