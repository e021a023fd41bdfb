import { AUDIT_ACTIONS, type AuditAction, OPERATOR_ACTIONS } from '@rita/contracts';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import { useDataSources } from '../data-sources/data-sources.queries.ts';
import type { AuditFilter } from './audit.queries.ts';

const ACTIONS = AUDIT_ACTIONS.filter((action) => !OPERATOR_ACTIONS.includes(action));

type AuditFiltersProps = { filter: AuditFilter; onChange: (filter: AuditFilter) => void };

/** Narrows the log to one data source and one kind of event. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { data = [] } = useDataSources();
  const isKnown = data.some(({ id }) => id === filter.object_id);
  return (
    <div className="mb-5 grid max-w-xl grid-cols-1 gap-3 sm:grid-cols-2">
      <Field label={t.activity.object}>
        {(control) => (
          <Select
            {...control}
            value={filter.object_id ?? ''}
            onChange={({ target }) => onChange({ ...filter, object_id: target.value || undefined })}
          >
            <option value="">{t.activity.anyObject}</option>
            {data.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {filter.object_id && !isKnown && (
              <option value={filter.object_id}>{t.activity.gone}</option>
            )}
          </Select>
        )}
      </Field>
      <Field label={t.activity.action}>
        {(control) => (
          <Select
            {...control}
            value={filter.action ?? ''}
            onChange={({ target }) =>
              onChange({
                ...filter,
                action: (target.value || undefined) as AuditAction | undefined,
              })
            }
          >
            <option value="">{t.activity.anyAction}</option>
            {ACTIONS.map((action) => (
              <option key={action} value={action}>
                {t.activity.actionNames[action]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
