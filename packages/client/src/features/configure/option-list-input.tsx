import type { SourceOption } from '@rita/contracts';
import { type ReactNode, useId, useState } from 'react';
import { FieldError } from '../../components/ui/field.tsx';
import { RadioCards } from '../../components/ui/radio-cards.tsx';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { OptionChecklist } from './option-checklist.tsx';
import { countOf } from './option-selection.ts';

type OptionListInputProps = {
  label: string;
  /** What the counts of the options count: “pages”. */
  counted: string | undefined;
  error?: string | undefined;
  options: readonly SourceOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

/** Choose everything, or some of what the last verification found. Nothing chosen means everything. */
export function OptionListInput(props: OptionListInputProps) {
  const { label, counted, error, options, chosen, onChange } = props;
  const [isSelective, setIsSelective] = useState(chosen.length > 0);
  const id = useId();
  if (options.length === 0 && chosen.length === 0) {
    return (
      <Group id={id} label={label} error={error}>
        <p className="text-xs text-muted">{t.configure.noOptions}</p>
      </Group>
    );
  }
  const choose = (mode: string) => {
    setIsSelective(mode === 'chosen');
    if (mode === 'all') onChange([]);
  };
  return (
    <Group id={id} label={label} error={error}>
      <RadioCards
        label={label}
        value={isSelective || chosen.length > 0 ? 'chosen' : 'all'}
        onValueChange={choose}
        className="sm:grid-cols-2"
        choices={[
          {
            value: 'all',
            label: t.configure.everything,
            help: t.configure.everythingCount(summary(label, counted, options)),
          },
          { value: 'chosen', label: t.configure.onlyChosen, help: t.configure.onlyChosenHelp },
        ]}
      />
      {(isSelective || chosen.length > 0) && (
        <OptionChecklist label={label} options={options} chosen={chosen} onChange={onChange} />
      )}
    </Group>
  );
}

/** “14 spaces, 1,284 pages”. */
function summary(
  label: string,
  counted: string | undefined,
  options: readonly SourceOption[],
): string {
  const found = `${formatNumber(options.length)} ${label.toLowerCase()}`;
  const count = countOf(options);
  if (count === undefined || counted === undefined) return found;
  return `${found}, ${formatNumber(count)} ${counted}`;
}

type GroupProps = { id: string; label: string; error: string | undefined; children: ReactNode };

function Group({ id, label, error, children }: GroupProps) {
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="min-w-0 space-y-2">
      <legend className="mb-1.5 text-[13px] font-[550]">{label}</legend>
      {children}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
