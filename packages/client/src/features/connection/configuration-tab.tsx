import {
  type ConfigurationStep,
  type DataSourceConnection,
  type FieldHint,
  toOptionList,
} from '@rita/contracts';
import { Link } from '@tanstack/react-router';
import { KeyRound, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { formatDay, formatNames } from '../../lib/format.ts';
import { itemInWords, tableInWords } from '../configure/item-in-words.ts';
import { heldSecret } from '../configure/verification-stage.ts';
import { descriptionOf } from '../data-sources/connection-summary.ts';
import { scheduleInWords } from '../schedule/schedule-draft.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { ConfigurationEdit } from './configuration-edit.tsx';
import { searchLanguageInWords } from './search-language-field.tsx';

type ConfigurationTabProps = {
  connection: DataSourceConnection;
  isEditing: boolean;
  onEdit: (isEditing: boolean) => void;
};

/** What is stored: name and scope can be edited here, address and access by proving access again. */
export function ConfigurationTab({ connection, isEditing, onEdit }: ConfigurationTabProps) {
  const mayWrite = useMayWrite();
  if (isEditing && mayWrite) {
    return <ConfigurationEdit connection={connection} onClose={() => onEdit(false)} />;
  }
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
      <Card>
        <CardHeader>
          <h2 className="grow">{t.connection.scopeTitle}</h2>
          {mayWrite && (
            <Button size="small" onClick={() => onEdit(true)}>
              <Pencil aria-hidden />
              {t.connection.edit}
            </Button>
          )}
        </CardHeader>
        <CardBody>
          <Values>
            <Value label={t.connection.name}>{connection.name}</Value>
            <Value label={t.connection.description}>{descriptionOf(connection) || '—'}</Value>
            <StepValues connection={connection} steps={['choose']} />
            <Value label={t.connection.searchLanguage}>
              {searchLanguageInWords(connection.search_language)}
            </Value>
            <Value label={t.connection.schedule}>
              {breakable(scheduleInWords(connection.sync_schedule))}
            </Value>
          </Values>
        </CardBody>
      </Card>
      <Card>
        <CardHeader>
          <h2 className="grow">{t.connection.whereTitle}</h2>
          {mayWrite && (
            <Button asChild size="small">
              <Link
                to="/data-sources/$id/configure"
                params={{ id: connection.id }}
                search={{ step: 'where' }}
              >
                <KeyRound aria-hidden />
                {t.connection.editAccess}
              </Link>
            </Button>
          )}
        </CardHeader>
        <CardBody>
          <Values>
            <StepValues connection={connection} steps={['where', 'access']} />
            <Value label={t.connection.secret}>{secretInWords(connection)}</Value>
          </Values>
        </CardBody>
      </Card>
    </div>
  );
}

function secretInWords(connection: DataSourceConnection): string {
  const held = heldSecret(connection);
  if (held === undefined) return t.connection.secretNone;
  return t.connection.secretHeldSince({ since: formatDay(held.since, Date.now()) });
}

type StepValuesProps = { connection: DataSourceConnection; steps: readonly ConfigurationStep[] };

/** The settings that are set; a list of options is told by its names, and everything as such. */
function StepValues({ connection, steps }: StepValuesProps) {
  const hints = Object.entries(describeSource(connection.type).settingFields);
  return hints
    .filter(([, hint]) => hint.step !== undefined && steps.includes(hint.step))
    .map(([key, hint]) => {
      const shown = settingInWords(connection, key, hint);
      if (shown === undefined) return null;
      return (
        <Value key={key} label={hint.label}>
          {shown}
        </Value>
      );
    });
}

function settingInWords(
  connection: DataSourceConnection,
  key: string,
  hint: FieldHint,
): ReactNode | undefined {
  const value = connection.settings[key];
  if (hint.input === 'option_list') return optionsInWords(connection, key, hint);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'boolean') return value ? t.connection.on : t.connection.off;
  if (Array.isArray(value)) return listInWords(value, connection);
  return hint.choices?.find((choice) => choice.value === value)?.label ?? String(value);
}

/** Tables take a line each: a sentence is said of each of them. */
function listInWords(items: readonly unknown[], connection: DataSourceConnection): ReactNode {
  if (items.length === 0) return undefined;
  const groups = toOptionList(connection.latest_options?.groups);
  const tables = items.map((item) => tableInWords(item, groups)).filter((table) => table !== null);
  if (tables.length === 0) return formatNames(items.map(itemInWords));
  return (
    <ul>
      {tables.map(({ records, readers, named }) => (
        <li key={records}>
          <bdi>{records}</bdi>: {readers} <bdi>{named}</bdi>
        </li>
      ))}
    </ul>
  );
}

function optionsInWords(connection: DataSourceConnection, key: string, hint: FieldHint): ReactNode {
  const value = connection.settings[key];
  if (!Array.isArray(value) || value.length === 0) {
    return connection.enabled ? t.connection.everything : undefined;
  }
  const offered = toOptionList(connection.latest_options?.[hint.optionsKey ?? key]);
  const labels = new Map(offered.map((option) => [option.value, option.label]));
  return formatNames(value.map((item) => labels.get(String(item)) ?? String(item)));
}

function Values({ children }: { children: ReactNode }) {
  return <dl className="grid gap-3 text-[13px]">{children}</dl>;
}

function Value({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="[overflow-wrap:anywhere]">
        {typeof children === 'string' ? <bdi>{children}</bdi> : children}
      </dd>
    </div>
  );
}
