import type { SourceOption } from '@rita/contracts';
import { useId, useState } from 'react';
import { RadioCards } from '../../components/ui/radio-cards.tsx';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { FieldGroup } from './field-group.tsx';
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
      <FieldGroup id={id} label={label} error={error}>
        <p className="text-xs text-muted">{t.configure.noOptions}</p>
      </FieldGroup>
    );
  }
  const choose = (mode: string) => {
    setIsSelective(mode === 'chosen');
    if (mode === 'all') onChange([]);
  };
  return (
    <FieldGroup id={id} label={label} error={error}>
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
    </FieldGroup>
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
