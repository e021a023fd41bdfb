import { readQuery } from './encoded-query.ts';
import { CHOICES, moveTime, REFERENCES, readField, rowOf, type SampleRow } from './instance.ts';
import { failure, isVisible, type ServerContext, type ServiceNowReply } from './server-context.ts';

const DEFAULT_LIMIT = 10_000;

/** `GET /api/now/table/{table}`: access rules work after the query, so a page may be short. */
export function listRecords(
  context: ServerContext,
  table: string,
  query: URLSearchParams,
): ServiceNowReply {
  const refused = refuseTable(context, table);
  if (refused) return refused;
  const found = findRows(context, table, query.get('sysparm_query') ?? '');
  const most = context.switches.largestPage ?? Number.POSITIVE_INFINITY;
  const limit = Math.min(most, Number(query.get('sysparm_limit') ?? DEFAULT_LIMIT));
  const offset = Number(query.get('sysparm_offset') ?? 0);
  const page = found.slice(offset, offset + limit);
  const rows = page.filter((row) => isVisible(context, row)).map(shapeOf(context, table, query));
  if (isCancelled(context, { limit, page, query })) return cancelled(rows);
  return {
    status: 200,
    body: { result: rows },
    headers: pagingHeaders(context, { table, query, total: found.length, offset, limit }),
  };
}

/** `GET /api/now/table/{table}/{sys_id}`. */
export function readRecord(
  context: ServerContext,
  wanted: { table: string; sysId: string },
  query: URLSearchParams,
): ServiceNowReply {
  const refused = refuseTable(context, wanted.table);
  if (refused) return refused;
  const row = rowOf(context.instance, wanted.table, wanted.sysId);
  if (!row || !isVisible(context, row)) {
    const detail = "Record doesn't exist or ACL restricts the record retrieval";
    return failure(404, 'No Record found', detail);
  }
  return { status: 200, body: { result: shapeOf(context, wanted.table, query)(row) } };
}

export function refuseTable(context: ServerContext, table: string): ServiceNowReply | undefined {
  if (context.switches.forbiddenTables.has(table)) {
    return failure(403, 'Insufficient rights to query records', 'Failed API level ACL Validation');
  }
  if (!context.instance.tables[table]) return failure(400, `Invalid table ${table}`, null);
  return undefined;
}

export function findRows(context: ServerContext, table: string, text: string): SampleRow[] {
  const { instance, switches } = context;
  const rows = instance.tables[table] ?? [];
  const query = readQuery(instance, text, {
    fields: new Set(rows.slice(0, 50).flatMap((row) => Object.keys(row))),
    zoneOffsetMinutes: switches.zone.offsetMinutes,
    ignoredField: switches.ignoredField,
    invalidReturnsNoRows: switches.invalidQueryReturnsNoRows,
  });
  return query.sort(rows).filter((row) => query.matches(row));
}

/** How the records of one answer are written. */
function shapeOf(context: ServerContext, table: string, query: URLSearchParams) {
  const asked = query.get('sysparm_fields')?.split(',');
  const mode = query.get('sysparm_display_value') ?? 'false';
  const showsLinks = query.get('sysparm_exclude_reference_link') !== 'true';
  // The same for each of up to 10,000 records.
  const hidden = new Map<string, boolean>();
  const isFieldHidden = (field: string) => {
    const known = hidden.get(field) ?? isHidden(context, table, field);
    hidden.set(field, known);
    return known;
  };
  return (row: SampleRow): Record<string, unknown> => {
    const wire: Record<string, unknown> = {};
    for (const field of asked ?? Object.keys(row)) {
      const value = readField(context.instance, row, field);
      if (value === undefined) continue;
      if (!isFieldHidden(field)) {
        wire[field] = toValue(context, { table, field, value, mode, showsLinks });
      } else if (context.switches.hiddenFieldsAreEmpty) wire[field] = '';
    }
    return wire;
  };
}

/** By a rule for the field, or for the whole table where a dot leads to another one. */
function isHidden(context: ServerContext, table: string, path: string): boolean {
  const { forbiddenTables, hiddenFields } = context.switches;
  const [field = '', ...rest] = path.split('.');
  if (hiddenFields.has(`${table}.${field}`)) return true;
  if (rest.length === 0) return false;
  const target = REFERENCES[field] ?? '';
  return forbiddenTables.has(target) || isHidden(context, target, rest.join('.'));
}

function toValue(
  context: ServerContext,
  given: { table: string; field: string; value: string; mode: string; showsLinks: boolean },
): unknown {
  const { field, value, mode } = given;
  const target = REFERENCES[field];
  const hasLink = target && value && given.showsLinks;
  const link = hasLink ? `${context.origin}/api/now/table/${target}/${value}` : undefined;
  if (mode === 'false') return link ? { link, value } : value;
  const shown = displayOf(context, given);
  if (mode === 'all') return { display_value: shown, value, ...(link ? { link } : {}) };
  return link ? { display_value: shown, link } : shown;
}

/** What people see: labels of choices, names of references, times in the account's own zone. */
function displayOf(
  context: ServerContext,
  { table, field, value }: { table: string; field: string; value: string },
): string {
  const choice = CHOICES[`${table}.${field}`]?.[value];
  if (choice) return choice;
  const target = rowOf(context.instance, REFERENCES[field] ?? '', value);
  if (target) return target.name ?? target.title ?? target.label ?? value;
  const { offsetMinutes } = context.switches.zone;
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) ? moveTime(value, offsetMinutes) : value;
}

function isCancelled(
  { switches }: ServerContext,
  asked: { limit: number; page: SampleRow[]; query: URLSearchParams },
): boolean {
  const fields = asked.query.get('sysparm_fields')?.split(',') ?? ['text'];
  const bringsBody = fields.includes('text') || fields.includes('description');
  const isSpoiled = asked.page.some((row) => row.sys_id === switches.cancelBodyOf);
  const most = switches.cancelAboveLimit;
  return (most !== null && asked.limit > most) || (bringsBody && isSpoiled);
}

/** Measured at others: the answer has begun when the time is over, and is no JSON any more. */
function cancelled(rows: unknown[]): ServiceNowReply {
  const begun = JSON.stringify(rows.slice(0, 1)).slice(1, -1);
  const error = JSON.stringify({
    message: 'Transaction cancelled: maximum execution time exceeded',
    detail: 'maximum execution time exceeded Check logs for error trace',
  });
  return {
    status: 200,
    body: `{"result":[${begun}],"error":${error},"status":"failure"`,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
  };
}

function pagingHeaders(
  context: ServerContext,
  at: { table: string; query: URLSearchParams; total: number; offset: number; limit: number },
): Record<string, string> {
  if (context.switches.withholdCount || at.query.get('sysparm_no_count') === 'true') return {};
  const count = { 'x-total-count': String(at.total) };
  if (at.total <= at.limit) return count;
  const link = (offset: number, rel: string) => {
    const query = new URLSearchParams(at.query);
    query.set('sysparm_offset', String(offset));
    return `<${context.origin}/api/now/table/${at.table}?${query}>;rel="${rel}"`;
  };
  const last = Math.floor((at.total - 1) / at.limit) * at.limit;
  const links = [
    link(0, 'first'),
    ...(at.offset > 0 ? [link(Math.max(0, at.offset - at.limit), 'prev')] : []),
    ...(at.offset + at.limit < at.total ? [link(at.offset + at.limit, 'next')] : []),
    link(last, 'last'),
  ];
  return { ...count, link: links.join(',') };
}
