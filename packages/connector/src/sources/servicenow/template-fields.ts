import { failsAlone } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import { inIds } from './encoded-query.ts';
import { cell, type Row, shown, type TableClient } from './table-client.ts';

/**
 * An article from a template keeps its text in fields of the template's own table, which extends
 * the one of articles (ServiceNow, “Knowledge article templates”): question and answer, or issue,
 * environment, cause and resolution, or whatever the organization has made up.
 */
const OF_A_TEMPLATE = /^(u_)?kb_[a-z0-9_]+$/;
const OF_EVERY_ARTICLE = new Set(['kb_category', 'kb_knowledge_base', 'kb_version']);
/** In this order a person sees those that ServiceNow ships; others come behind, as they come. */
const ORDER = [
  ...['kb_introduction', 'kb_description', 'kb_question', 'kb_answer', 'kb_issue', 'kb_symptom'],
  ...['kb_environment', 'kb_cause', 'kb_explanation', 'kb_instructions', 'kb_procedure'],
  ...['kb_workaround', 'kb_resolution', 'kb_solution'],
];
const ARTICLES = 'kb_knowledge';

/** Articles without a text of their own, with the fields of their template. */
export async function withTemplateFields(
  client: TableClient,
  rows: readonly Row[],
): Promise<{ rows: Row[]; failed: [Row, SourceError][] }> {
  const empty = rows.filter((row) => cell(row, 'text') === '' && cell(row, 'wiki') === '');
  const filled = new Map<string, Row>();
  const failed: [Row, SourceError][] = [];
  for (const [table, some] of Map.groupBy(empty, tableOf)) {
    const ids = some.map((row) => cell(row, 'sys_id'));
    try {
      const query = inIds('sys_id', ids);
      const page = await client.list({ table, query, limit: ids.length, display: 'all' });
      for (const row of page.rows) filled.set(cell(row, 'sys_id'), fieldsOf(row));
    } catch (error) {
      if (!failsAlone(error)) throw error;
      failed.push(...some.map((row): [Row, SourceError] => [row, unread(table, error)]));
    }
  }
  const lost = new Set(failed.map(([row]) => row));
  const whole = rows.filter((row) => !lost.has(row));
  return { failed, rows: whole.map((row) => ({ ...filled.get(cell(row, 'sys_id')), ...row })) };
}

function tableOf(row: Row): string {
  const table = cell(row, 'sys_class_name');
  return /^[a-z][a-z0-9_]{0,79}$/.test(table) ? table : ARTICLES;
}

function fieldsOf(row: Row): Row {
  const own = Object.keys(row).filter(
    (field) => OF_A_TEMPLATE.test(field) && !OF_EVERY_ARTICLE.has(field),
  );
  return Object.fromEntries(own.map((field) => [field, row[field]]));
}

function unread(table: string, { code, message }: SourceError): SourceError {
  return new SourceError(
    code,
    `The text of this article is in fields of its template (${table}), which could not be read. ${message}`,
  );
}

/** The filled fields of a template, as a person reads them. */
export function sectionsOf(row: Row): { label: string; content: string }[] {
  const place = (field: string) => ORDER.indexOf(field.replace(/^u_/, '')) + 1 || ORDER.length + 1;
  return Object.keys(fieldsOf(row))
    .toSorted((one, other) => place(one) - place(other))
    .map((field) => ({ label: labelOf(field), content: contentOf(row, field) }))
    .filter(({ content }) => content !== '');
}

/** `kb_root_cause`: “Root cause”. */
function labelOf(field: string): string {
  const words = field
    .replace(/^(u_)?kb_/, '')
    .replaceAll('_', ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** References and choices by what people see of them; prose as it is stored. */
function contentOf(row: Row, field: string): string {
  const value = cell(row, field).trim();
  return /\s|</.test(value) ? value : shown(row, field).trim();
}
