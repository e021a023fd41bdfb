import type { SourceOption } from '@rita/contracts';
import { type Ref, useId } from 'react';
import { RadioCards } from '../../components/ui/radio-cards.tsx';
import { t } from '../../i18n/index.ts';
import { type CountedNoun, countedThings } from '../../lib/counted-things.ts';
import { FieldGroup } from './field-group.tsx';
import { EVERYTHING } from './form-model.ts';
import { OptionChecklist } from './option-checklist.tsx';
import { countOf } from './option-selection.ts';
import { withCount } from './with-count.ts';

type OptionListInputProps = {
  label: string;
  /** What the counts of the options count: “pages”. */
  counted: CountedNoun | undefined;
  error?: string | undefined;
  options: readonly SourceOption[];
  /** A list: only these, of which there must be one. */
  value: typeof EVERYTHING | readonly string[];
  onChange: (value: typeof EVERYTHING | string[]) => void;
  /** Where somebody lands who has to choose first. */
  focusRef?: Ref<HTMLInputElement>;
};

/** Choose everything, or some of what the last verification found. */
export function OptionListInput(props: OptionListInputProps) {
  const { label, counted, error, options, value, onChange } = props;
  const id = useId();
  if (options.length === 0 && value.length === 0) {
    return (
      <FieldGroup id={id} label={label} error={error}>
        <p className="text-xs text-muted">{t.configure.noOptions}</p>
      </FieldGroup>
    );
  }
  const isSelective = value !== EVERYTHING;
  return (
    <FieldGroup id={id} label={label} error={error}>
      <RadioCards
        label={label}
        value={isSelective ? 'chosen' : 'all'}
        onValueChange={(mode) => onChange(mode === 'all' ? EVERYTHING : [])}
        className="sm:grid-cols-2"
        choices={[
          {
            value: 'all',
            label: t.configure.everything,
            help: t.configure.everythingCount({ options: summary(label, counted, options) }),
          },
          { value: 'chosen', label: t.configure.onlyChosen, help: t.configure.onlyChosenHelp },
        ]}
      />
      {isSelective && (
        <OptionChecklist
          label={label}
          options={options}
          chosen={value}
          onChange={onChange}
          searchRef={props.focusRef}
          isInvalid={error !== undefined}
        />
      )}
    </FieldGroup>
  );
}

/** “Spaces: 14, 1,284 pages”. */
function summary(
  label: string,
  counted: CountedNoun | undefined,
  options: readonly SourceOption[],
): string {
  const found = t.configure.optionsCount({ label, count: options.length });
  const count = countOf(options);
  if (count === undefined || counted === undefined) return found;
  return withCount(found, countedThings(counted, count));
}
