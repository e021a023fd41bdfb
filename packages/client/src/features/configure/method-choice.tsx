import type { DataSourceType } from '@rita/contracts';
import { ExternalLink } from 'lucide-react';
import { RadioCards } from '../../components/ui/radio-cards.tsx';
import { t } from '../../i18n/index.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { methodOf } from './form-model.ts';

type MethodChoiceProps = {
  type: DataSourceType;
  method: string;
  onMethod: (method: string) => void;
};

/** How access is proven, where the type has several ways. */
export function MethodChoice({ type, method, onMethod }: MethodChoiceProps) {
  const methods = Object.entries(describeSource(type).credentialMethods);
  if (methods.length < 2) return null;
  return (
    <div>
      <p aria-hidden className="mb-1.5 text-[13px] font-[550]">
        {t.configure.method}
      </p>
      <RadioCards
        label={t.configure.method}
        value={method}
        onValueChange={onMethod}
        choices={methods.map(([value, { label, help }]) => ({ value, label, help }))}
      />
    </div>
  );
}

/** Where such a secret is made, if the catalogue knows. */
export function MethodHelp({ type, method }: Omit<MethodChoiceProps, 'onMethod'>) {
  const { helpUrl } = methodOf(type, method);
  if (!helpUrl) return null;
  return (
    <a
      href={helpUrl}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex items-center gap-1.5 rounded-sm text-[13px] font-medium text-brand-text underline-offset-4 hover:underline"
    >
      {t.configure.createSecret}
      <ExternalLink aria-hidden className="size-3.5" />
      <span className="sr-only">{t.documents.openNew}</span>
    </a>
  );
}
