import type { ReactNode } from 'react';
import { FieldError } from '../../components/ui/field.tsx';

type FieldGroupProps = {
  id: string;
  label: string;
  help?: ReactNode;
  error: string | undefined;
  children: ReactNode;
};

/** Several controls under one name, with the help and the error of all of them. */
export function FieldGroup({ id, label, help, error, children }: FieldGroupProps) {
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset aria-describedby={described || undefined} className="min-w-0 space-y-2">
      <legend className="mb-1.5 text-[13px] font-[550]">{label}</legend>
      {children}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {help && (
        <p id={`${id}-help`} className="text-xs text-muted">
          {help}
        </p>
      )}
    </fieldset>
  );
}
