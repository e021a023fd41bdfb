import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { defineRoute } from './route.ts';

export const listDataSourceTypes = defineRoute({
  id: 'listDataSourceTypes',
  method: 'GET',
  path: '/api/data-source-types',
  summary: 'The catalogue of source types, with their fields as JSON Schema',
  access: 'member',
  scope: 'sources:read',
  success: {
    status: 200,
    schema: z.object({
      data: z.array(
        z.object({
          type: dataSourceTypeSchema,
          name: z.string(),
          description: z.string(),
          needs: z.string(),
          settings_schema: z.record(z.string(), z.unknown()),
          settings_fields: z.record(z.string(), z.unknown()),
          credential_methods: z.array(
            z.object({
              id: z.string(),
              label: z.string(),
              help: z.string(),
              requires: z.array(z.string()),
              schema: z.record(z.string(), z.unknown()),
              fields: z.record(z.string(), z.unknown()),
            }),
          ),
          options: z.record(z.string(), z.unknown()),
          checks: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  },
  problems: [],
});
