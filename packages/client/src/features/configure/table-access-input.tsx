import { type SourceOption, TABLE_ACCESS } from '@rita/contracts';
import { type ComponentProps, useId } from 'react';
import { Input } from '../../components/ui/input.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import type { TableChoice } from './form-model.ts';

type TableAccessInputProps = {
  choice: TableChoice;
  groups: readonly SourceOption[];
  /** What the texts of the row have in common. */
  common: ComponentProps<typeof Input>;
  /** Whether a change of the row is not this person's to make. */
  isOwnersOnly: (part: Partial<TableChoice>) => boolean;
  onChange: (part: Partial<TableChoice>) => void;
};

/** Who finds the records of a table: the source's own rules for them cannot be applied here. */
export function TableAccessInput(props: TableAccessInputProps) {
  const { choice, common, onChange } = props;
  const words = t.configure.tableAccess;
  const { access, table } = choice;
  // What somebody is on stays theirs to be on; the note below the fields says when it cannot be saved.
  const isClosed = (one: TableChoice['access']) =>
    one !== access && props.isOwnersOnly({ access: one });
  const about = access === 'record_people' || access === 'matched' ? words.about[access] : '';
  const aboutId = useId();
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <Select
        aria-label={tableAccessLabel(table)}
        aria-describedby={about ? aboutId : undefined}
        value={access}
        onChange={(event) => onChange({ access: event.target.value as TableChoice['access'] })}
      >
        {TABLE_ACCESS.map((one) => (
          <option key={one} value={one} disabled={isClosed(one)}>
            {words.choices[one]}
          </option>
        ))}
      </Select>
      {access === 'role' && (
        <Input
          {...common}
          aria-label={words.role}
          placeholder="itil"
          value={choice.role}
          onChange={(event) => onChange({ role: event.target.value })}
        />
      )}
      {access === 'group' && <GroupInput {...props} />}
      {about && (
        <p id={aboutId} className="self-center text-xs text-muted">
          {about}
        </p>
      )}
      {TABLE_ACCESS.some(isClosed) && (
        <p className="self-center text-xs text-muted">{t.configure.ownersOnly}</p>
      )}
    </div>
  );
}

export function tableAccessLabel(table: string): string {
  const { label, labelOf } = t.configure.tableAccess;
  return table === '' ? label : labelOf({ table });
}

/** One of those that the last verification found; where it found none, an id. */
function GroupInput({ choice, groups, common, onChange }: TableAccessInputProps) {
  const words = t.configure.tableAccess;
  const { group } = choice;
  if (groups.length === 0) {
    return (
      <Input
        {...common}
        aria-label={words.groupId}
        placeholder={words.groupId}
        value={group}
        onChange={(event) => onChange({ group: event.target.value })}
      />
    );
  }
  const isOffered = groups.some(({ value }) => value === group);
  return (
    <Select
      aria-label={words.group}
      value={group}
      onChange={(event) => onChange({ group: event.target.value })}
    >
      <option value="">{words.pickGroup}</option>
      {/* What was chosen before stays chosen, though it is no longer offered. */}
      {group !== '' && !isOffered && <option value={group}>{group}</option>}
      {groups.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}
