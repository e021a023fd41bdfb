import { AUDIT_ACTIONS, type AuditAction, OPERATOR_ACTIONS } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import { useDataSources } from '../data-sources/data-sources.queries.ts';
import { type AuditFilter, auditActorsQuery } from './audit.queries.ts';
import { actorsInWords } from './describe-event.ts';

const texts = t.activity;

const ACTIONS = AUDIT_ACTIONS.filter((action) => !OPERATOR_ACTIONS.includes(action));

type AuditFiltersProps = { filter: AuditFilter; onChange: (filter: AuditFilter) => void };

/** Narrows the log to one data source, one kind of event, one person and some days. */
export function AuditFilters(props: AuditFiltersProps) {
  const { filter, onChange } = props;
  return (
    <div className="mb-5 grid grid-cols-1 gap-3 min-[360px]:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
      <ObjectChoice {...props} />
      <Choice
        label={texts.action}
        all={texts.anyAction}
        value={filter.action}
        onChange={(action) => onChange({ ...filter, action: action as AuditAction | undefined })}
      >
        {ACTIONS.map((action) => (
          <option key={action} value={action}>
            {texts.actionNames[action]}
          </option>
        ))}
      </Choice>
      <PersonChoice {...props} />
      <DayChoice {...props} name="from" />
      <DayChoice {...props} name="to" />
    </div>
  );
}

function ObjectChoice({ filter, onChange }: AuditFiltersProps) {
  const { data = [] } = useDataSources();
  const isKnown = data.some(({ id }) => id === filter.object_id);
  return (
    <Choice
      label={texts.object}
      all={texts.anyObject}
      value={filter.object_id}
      onChange={(object_id) => onChange({ ...filter, object_id })}
    >
      {data.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {filter.object_id && !isKnown && <option value={filter.object_id}>{texts.gone}</option>}
    </Choice>
  );
}

function PersonChoice({ filter, onChange }: AuditFiltersProps) {
  const { data = [] } = useQuery(auditActorsQuery);
  const isKnown = data.some(({ actor_id: id }) => id === filter.actor_id);
  return (
    <Choice
      // Two columns have the days beside each other.
      className="min-[360px]:max-lg:col-span-2"
      label={texts.person}
      all={texts.anyPerson}
      value={filter.actor_id}
      onChange={(actor_id) => onChange({ ...filter, actor_id })}
    >
      {actorsInWords(data).map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {filter.actor_id && !isKnown && <option value={filter.actor_id}>{texts.somebody}</option>}
    </Choice>
  );
}

type ChoiceProps = {
  className?: string;
  label: string;
  all: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  children: ReactNode;
};

function Choice({ className = '', label, all, value, onChange, children }: ChoiceProps) {
  return (
    <Field label={label} className={className}>
      {(control) => (
        <Select
          {...control}
          value={value ?? ''}
          onChange={({ target }) => onChange(target.value || undefined)}
        >
          <option value="">{all}</option>
          {children}
        </Select>
      )}
    </Field>
  );
}

function DayChoice({ filter, onChange, name }: AuditFiltersProps & { name: 'from' | 'to' }) {
  const isTurned =
    name === 'to' &&
    filter.from !== undefined &&
    filter.to !== undefined &&
    filter.to < filter.from;
  return (
    <Field label={texts.days[name]} error={isTurned ? texts.days.turned : undefined}>
      {(control) => (
        <Input
          {...control}
          type="date"
          value={filter[name] ?? ''}
          // Four digits for the year, like those that the log may have.
          max="9999-12-31"
          onChange={({ target }) => onChange({ ...filter, [name]: target.value || undefined })}
        />
      )}
    </Field>
  );
}
