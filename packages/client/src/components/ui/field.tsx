import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { Label } from './label.tsx';

/** What the control inside a field must be given, so that readers connect the two. */
export type FieldControlProps = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type FieldProps = {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  isOptional?: string;
  className?: string;
  children: (control: FieldControlProps) => ReactNode;
};

/** Label, control, help and error of one form field, tied together. */
export function Field({ label, help, error, isOptional, className, children }: FieldProps) {
  const id = useId();
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={classNames('space-y-1.5', className)}>
      <Label htmlFor={id}>
        {label} {/* The space keeps Arabic letters on both sides of it from being joined. */}
        {isOptional && <span className="ms-0.5 font-normal text-muted">{isOptional}</span>}
      </Label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {help && (
        <p id={`${id}-help`} className="text-xs text-muted">
          {help}
        </p>
      )}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-xs font-medium text-bad">
      <CircleAlert aria-hidden className="mt-[2.5px] size-3.5 shrink-0" />
      {children}
    </p>
  );
}
