import { z } from 'zod';
import { SourceError } from '../source.ts';
import type { Call } from './call-servicenow.ts';
import { isSysId } from './encoded-query.ts';

const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
/** With `display: 'all'` a value comes together with what people see. Null or odd: not given. */
const cellSchema = z
  .union([text, z.object({ value: text.nullish(), display_value: text.nullish() })])
  .optional()
  .catch(undefined);
const rowSchema = z.record(z.string(), cellSchema);
/** Rows are read one by one, so that an odd one spoils no other. */
const listSchema = z.object({ result: z.array(z.unknown()) });
/** A count decides whether an end is proven, so nothing stands in for it. */
const countText = z.union([z.string().regex(/^\d+$/), z.number().int().min(0)]).transform(Number);
const statsSchema = z.object({
  count: countText,
  max: z.record(z.string(), z.string().catch('')).nullish().catch(null),
});
const countSchema = z.object({ result: z.object({ stats: statsSchema }) });
const groupsSchema = z.object({
  result: z.array(
    z.object({
      stats: statsSchema,
      groupby_fields: z.array(z.object({ value: z.string().catch('') })),
    }),
  ),
});

export type Row = z.output<typeof rowSchema>;
export type TablePage = {
  rows: Row[];
  /** Rows without a sys_id, which nobody can read or tell apart. */
  unreadable: number;
  /** What the query found before access rules took rows out; undefined where it is withheld. */
  total: number | undefined;
};
export type ListRequest = {
  table: string;
  query: string;
  fields?: readonly string[];
  limit: number;
  offset?: number;
  display?: 'false' | 'all';
};

export type TableClient = ReturnType<typeof createTableClient>;

/** The Table API and the Aggregate API. Always by order and limit of our own, never by defaults. */
export function createTableClient(call: Call) {
  return {
    list: async (asked: ListRequest): Promise<TablePage> => {
      const answer = await call(`/api/now/table/${asked.table}`, {
        sysparm_query: asked.query,
        ...(asked.fields ? { sysparm_fields: asked.fields.join(',') } : {}),
        sysparm_limit: String(asked.limit),
        ...(asked.offset ? { sysparm_offset: String(asked.offset) } : {}),
        sysparm_display_value: asked.display ?? 'false',
        sysparm_exclude_reference_link: 'true',
      });
      const header = answer.headers.get('x-total-count');
      const total = header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
      const { result } = parse(listSchema, answer.json());
      const rows = result.map((row) => rowSchema.safeParse(row).data ?? {});
      const named = rows.filter((row) => isSysId(cell(row, 'sys_id')));
      return { rows: named, unreadable: result.length - named.length, total };
    },
    /** Count and newest change of what a query finds, before access rules. */
    count: async (table: string, query: string) => {
      const answer = await call(`/api/now/stats/${table}`, {
        sysparm_query: query,
        sysparm_count: 'true',
        sysparm_max_fields: 'sys_updated_on',
      });
      const { count, max } = parse(countSchema, answer.json()).result.stats;
      return { count, newest: max?.sys_updated_on ?? '' };
    },
    countBy: async (table: string, query: string, field: string): Promise<Map<string, number>> => {
      const answer = await call(`/api/now/stats/${table}`, {
        sysparm_query: query,
        sysparm_count: 'true',
        sysparm_group_by: field,
      });
      const groups = parse(groupsSchema, answer.json()).result;
      return new Map(
        groups.map(({ stats, groupby_fields }) => [groupby_fields[0]?.value ?? '', stats.count]),
      );
    },
  };
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new SourceError('upstream_error', `ServiceNow’s answer was not understood (${where}).`);
}

/** Whether the answer holds a value of the field at all, be it an empty one. */
export function isGiven(row: Row, field: string): boolean {
  const value = row[field];
  return typeof value === 'string' || (value !== undefined && typeof value.value === 'string');
}

/** The stored value of a field; empty when the record or the account does not have it. */
export function cell(row: Row, field: string): string {
  const value = row[field] ?? '';
  return typeof value === 'string' ? value : (value.value ?? '');
}

/** What people see of a field, where `display` was `all`. */
export function shown(row: Row, field: string): string {
  const value = row[field] ?? '';
  return typeof value === 'string' ? value : (value.display_value ?? value.value ?? '');
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, or null. */
export function timeOf(row: Row, field: string): Date | null {
  const value = cell(row, field);
  const isTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value);
  const date = new Date(`${value.replace(' ', 'T')}Z`);
  return isTime && !Number.isNaN(date.getTime()) ? date : null;
}
