import type { SourceOption } from '@rita/contracts';
import { Plus, X } from 'lucide-react';
import { type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { type CountedNoun, countedThings } from '../../lib/counted-things.ts';
import { formatNumber } from '../../lib/format.ts';
import { FieldGroup } from './field-group.tsx';
import { EMPTY_TABLE, type TableChoice } from './form-model.ts';
import { TableAccessInput } from './table-access-input.tsx';
import { withCount } from './with-count.ts';

type TableListInputProps = {
  label: string;
  help?: ReactNode;
  error?: string | undefined;
  /** Example of a query. */
  placeholder: string | undefined;
  options: readonly SourceOption[];
  /** What the counts of the options count: “records”. */
  counted: CountedNoun | undefined;
  /** Groups of the instance that may be let in; without any, an id is typed. */
  groups: readonly SourceOption[];
  choices: readonly TableChoice[];
  onChange: (choices: TableChoice[]) => void;
  /** Whether choices are not this person's to make. */
  isOwnersOnly?: (choices: TableChoice[]) => boolean;
  /** Where somebody lands who has to correct a row. */
  focusRef?: Ref<HTMLInputElement>;
};

/** Tables, each with a query: one row each, names suggested from what the last verification found. */
export function TableListInput(props: TableListInputProps) {
  const { label, help, error, options, counted, choices, onChange } = props;
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const [moveFocusTo, setMoveFocusTo] = useState<'last' | 'add'>();
  // After the row is there, or is gone: the focus must not get lost with the button that was pressed.
  useEffect(() => {
    if (moveFocusTo === 'last') {
      list.current?.lastElementChild?.querySelector<HTMLInputElement>('input')?.focus();
    }
    if (moveFocusTo === 'add') addButton.current?.focus();
    setMoveFocusTo(undefined);
  }, [moveFocusTo]);
  const changed = (index: number, part: Partial<TableChoice>) =>
    choices.map((choice, at) => (at === index ? { ...choice, ...part } : choice));
  return (
    <FieldGroup id={id} label={label} help={help} error={error}>
      <datalist id={`${id}-tables`}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {suggestion(option, counted)}
          </option>
        ))}
      </datalist>
      {choices.length > 0 && (
        <ul ref={list} aria-label={label} className="space-y-2">
          {choices.map((choice, index) => (
            <TableRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its texts change with each key
              key={index}
              choice={choice}
              suggestionsId={`${id}-tables`}
              placeholder={props.placeholder}
              groups={props.groups}
              isInvalid={error !== undefined}
              nameRef={index === 0 ? props.focusRef : undefined}
              isOwnersOnly={(part) => props.isOwnersOnly?.(changed(index, part)) ?? false}
              onChange={(part) => onChange(changed(index, part))}
              onRemove={() => {
                onChange(choices.filter((_, at) => at !== index));
                setMoveFocusTo('add');
              }}
            />
          ))}
        </ul>
      )}
      <Button
        ref={addButton}
        size="small"
        onClick={() => {
          onChange([...choices, EMPTY_TABLE]);
          setMoveFocusTo('last');
        }}
      >
        <Plus aria-hidden />
        {t.configure.addTable}
      </Button>
    </FieldGroup>
  );
}

/** “Incidents, 60 records”. */
function suggestion({ label, count }: SourceOption, counted: CountedNoun | undefined): string {
  if (count === undefined) return label;
  const things = counted === undefined ? formatNumber(count) : countedThings(counted, count);
  return withCount(label, things);
}

type TableRowProps = {
  choice: TableChoice;
  suggestionsId: string;
  placeholder: string | undefined;
  groups: readonly SourceOption[];
  isInvalid: boolean;
  nameRef: Ref<HTMLInputElement> | undefined;
  isOwnersOnly: (part: Partial<TableChoice>) => boolean;
  onChange: (part: Partial<TableChoice>) => void;
  onRemove: () => void;
};

function TableRow({ choice, suggestionsId, isInvalid, ...props }: TableRowProps) {
  const { table, query } = choice;
  const common = {
    type: 'text',
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
    'aria-invalid': isInvalid || undefined,
    // Enter would save and begin a sync in the middle of writing a query.
    onKeyDown: (event: { key: string; preventDefault: () => void }) =>
      event.key === 'Enter' && event.preventDefault(),
  };
  return (
    <li className="space-y-2 rounded-control border border-line p-2">
      <div className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[minmax(8rem,2fr)_3fr_auto]">
        <Input
          {...common}
          ref={props.nameRef}
          list={suggestionsId}
          aria-label={t.configure.tableName}
          placeholder="incident"
          value={table}
          onChange={(event) => props.onChange({ table: event.target.value })}
        />
        <Input
          {...common}
          aria-label={table === '' ? t.configure.tableQuery : t.configure.tableQueryOf({ table })}
          placeholder={props.placeholder}
          className="order-last col-span-2 sm:order-none sm:col-span-1"
          value={query}
          onChange={(event) => props.onChange({ query: event.target.value })}
        />
        <button
          type="button"
          aria-label={t.configure.remove({ item: table || t.configure.tableName })}
          onClick={props.onRemove}
          className="grid size-9 place-items-center rounded-control text-muted hover:bg-sunken hover:text-fg"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      <TableAccessInput
        choice={choice}
        groups={props.groups}
        common={common}
        isOwnersOnly={props.isOwnersOnly}
        onChange={props.onChange}
      />
    </li>
  );
}
