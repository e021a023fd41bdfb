import { useId } from 'react';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { FieldError } from '../../components/ui/field.tsx';

type ChoiceListProps = {
  label: string;
  help?: string;
  choices: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error?: string | undefined;
};

/** Any number of a few, each with a box to tick. */
export function ChoiceList({ label, help, choices, chosen, onChange, error }: ChoiceListProps) {
  const id = useId();
  const toggle = (value: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, value] : chosen.filter((one) => one !== value));
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 text-[13px] font-[550]">{label}</legend>
      <ul className="space-y-2">
        {choices.map((choice) => (
          <li key={choice.value} className="flex items-start gap-2.5">
            <Checkbox
              id={`${id}-${choice.value}`}
              checked={chosen.includes(choice.value)}
              onCheckedChange={(state) => toggle(choice.value, state === true)}
              className="mt-0.5"
            />
            <label htmlFor={`${id}-${choice.value}`} className="text-[13px]">
              {choice.label}
            </label>
          </li>
        ))}
      </ul>
      {help && <p className="mt-1.5 text-xs text-muted">{help}</p>}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
