import { readField } from './instance.ts';
import { failure, type ServerContext, type ServiceNowReply } from './server-context.ts';
import { findRows, refuseTable } from './table-api.ts';

/** `GET /api/now/stats/{table}`: counts and maxima as strings, before access rules per row. */
export function aggregate(
  context: ServerContext,
  table: string,
  query: URLSearchParams,
): ServiceNowReply {
  if (context.switches.statsForbidden) {
    return failure(403, 'Insufficient rights to query records', 'Failed API level ACL Validation');
  }
  const refused = refuseTable(context, table);
  if (refused) return refused;
  const rows = findRows(context, table, query.get('sysparm_query') ?? '');
  const groupBy = query.get('sysparm_group_by');
  const maxField = query.get('sysparm_max_fields');
  const statsOf = (some: typeof rows) => ({
    count: String(some.length),
    ...(maxField
      ? {
          max: {
            [maxField]:
              some
                .map((row) => row[maxField] ?? '')
                .toSorted()
                .at(-1) ?? '',
          },
        }
      : {}),
  });
  if (!groupBy) return { status: 200, body: { result: { stats: statsOf(rows) } } };
  const groups = Map.groupBy(rows, (row) => readField(context.instance, row, groupBy) ?? '');
  const result = [...groups].map(([value, some]) => ({
    stats: statsOf(some),
    groupby_fields: [{ field: groupBy, value }],
  }));
  return { status: 200, body: { result } };
}
