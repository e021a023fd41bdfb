import type { SourceOption } from '@rita/contracts';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type Ref, useId, useMemo, useState } from 'react';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import {
  matchingOptions,
  type SelectableOption,
  selectableOptions,
  withValues,
} from './option-selection.ts';

/** Drawing thousands of rows at once makes typing in the search slow. */
const ROWS_AT_FIRST = 100;

type OptionChecklistProps = {
  label: string;
  options: readonly SourceOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  searchRef?: Ref<HTMLInputElement> | undefined;
  isInvalid?: boolean;
};

/** A searchable list of check boxes: one stop for Tab, arrow keys move inside. */
export function OptionChecklist(props: OptionChecklistProps) {
  const { label, options, chosen, onChange } = props;
  const [query, setQuery] = useState('');
  const [limit, setLimit] = useState(ROWS_AT_FIRST);
  // What was no longer offered stays in the list while the user looks, also after it is unchecked.
  const [known] = useState(chosen);
  const all = useMemo(
    () => selectableOptions(options, [...new Set([...known, ...chosen])]),
    [options, known, chosen],
  );
  const found = useMemo(() => matchingOptions(all, query), [all, query]);
  const values = found.map((option) => option.value);
  return (
    <div className="rounded-control border border-line">
      <div className="flex flex-wrap items-center gap-2 border-b border-line p-2">
        <span className="relative min-w-40 flex-1">
          <Search aria-hidden className="absolute top-2.5 start-2.5 size-4 text-muted" />
          <Input
            ref={props.searchRef}
            type="search"
            aria-invalid={props.isInvalid || undefined}
            aria-label={t.configure.search({ label })}
            placeholder={t.configure.search({ label })}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            className="ps-8"
          />
        </span>
        {/* Where both have no room beside the field, they go below it together. */}
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => onChange(withValues(chosen, values, true))}>
            {query === ''
              ? t.configure.selectAll
              : t.configure.selectFound({ count: values.length })}
          </Button>
          <Button size="small" onClick={() => onChange(withValues(chosen, values, false))}>
            {t.configure.selectNone}
          </Button>
        </div>
      </div>
      <OptionRows
        label={label}
        options={found.slice(0, limit)}
        chosen={chosen}
        onToggle={(value, isChosen) => onChange(withValues(chosen, [value], isChosen))}
      />
      {found.length === 0 && (
        <p className="px-3 py-4 text-muted">{t.configure.nothingMatches({ query })}</p>
      )}
      {found.length > limit && (
        <Button variant="ghost" size="small" className="m-1.5" onClick={() => setLimit(limit * 4)}>
          {t.configure.showMore({ count: found.length - limit })}
        </Button>
      )}
      <p role="status" className="border-t border-line px-3 py-2 text-xs text-muted tabular">
        {chosen.length > 0
          ? t.configure.chosenCount({ chosen: chosen.length, all: all.length })
          : // Where that is refused, the reason stands below already.
            !props.isInvalid && t.configure.nothingChosen}
      </p>
    </div>
  );
}

type OptionRowsProps = {
  label: string;
  options: readonly SelectableOption[];
  chosen: readonly string[];
  onToggle: (value: string, isChosen: boolean) => void;
};

function OptionRows({ label, options, chosen, onToggle }: OptionRowsProps) {
  const [focused, setFocused] = useState<string>();
  const id = useId();
  const isFocusedShown = options.some((option) => option.value === focused);
  const stop = isFocusedShown ? focused : options[0]?.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a second legend
    <div
      role="group"
      aria-label={label}
      onKeyDown={moveFocus}
      // Radix puts an unseen input beside each box; without `relative` they would stretch the page.
      className="relative max-h-80 overflow-y-auto overscroll-contain"
    >
      {options.map((option, index) => (
        <label
          key={option.value}
          htmlFor={`${id}-${index}`}
          className="flex cursor-pointer items-center gap-2.5 border-t border-line px-3 py-2 text-[13px] first:border-t-0 hover:bg-sunken"
        >
          <Checkbox
            id={`${id}-${index}`}
            tabIndex={option.value === stop ? 0 : -1}
            onFocus={() => setFocused(option.value)}
            checked={chosen.includes(option.value)}
            onCheckedChange={(isChosen) => onToggle(option.value, isChosen === true)}
          />
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
            <bdi>{option.label}</bdi>{' '}
            {option.isValueShown && <bdi className="ms-0.5 text-xs text-muted">{option.value}</bdi>}
            {option.isGone && (
              <span className="block text-xs text-muted">{t.configure.goneHelp}</span>
            )}
          </span>
          {option.isGone && <Badge tone="warn">{t.configure.gone}</Badge>}
          {option.count !== undefined && (
            <span className="text-muted tabular">{formatNumber(option.count)}</span>
          )}
        </label>
      ))}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="checkbox"]')];
  const index = boxes.indexOf(document.activeElement as HTMLElement);
  const targets: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: boxes.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  boxes[Math.min(boxes.length - 1, Math.max(0, target))]?.focus();
}
