import {
  ALLOWED_DATA_SOURCE_TYPES,
  type listDataSourceTypes,
  type RouteSuccess,
  sourceTypeOf,
} from '@rita/contracts';
import { z } from 'zod';

/** The catalogue for forms and API users, its schemas as JSON Schema. */
export function describeTypes(): RouteSuccess<typeof listDataSourceTypes> {
  const data = ALLOWED_DATA_SOURCE_TYPES.map((type) => {
    const entry = sourceTypeOf(type);
    return {
      type,
      name: entry.name,
      description: entry.description,
      needs: entry.needs,
      settings_schema: jsonSchema(entry.settings),
      settings_fields: entry.settingFields,
      credential_methods: Object.entries(entry.credentialMethods).map(([id, method]) => ({
        id,
        label: method.label,
        help: method.help,
        requires: [...method.requires],
        schema: jsonSchema(method.schema),
        fields: method.fields,
      })),
      options: entry.options,
      checks: entry.checks,
    };
  });
  return { data };
}

function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}
