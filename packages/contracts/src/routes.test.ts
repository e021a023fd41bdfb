import { expect, test } from 'vitest';
import { z } from 'zod';
import { snapshotEventSchema } from './live-events.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routes.ts';
import { dataSourceStatusMessageSchema } from './status-message.ts';

const routes: readonly Route[] = ROUTES;

test('every id and every address with its method stands for one route', () => {
  const addresses = routes.map((route) => `${route.method} ${route.path}`);
  expect(new Set(addresses).size).toBe(routes.length);
  expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length);
});

test.each(routes.map((route) => [route.id, route] as const))('%s is complete', (_, route) => {
  const named = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  const described = route.params instanceof z.ZodObject ? Object.keys(route.params.shape) : [];
  expect(described).toEqual(named);
  expect(route.path).toMatch(/^\/api\/[a-z0-9/:_-]+$/);
  if (route.method === 'GET') expect(route.body).toBeUndefined();
  if (route.access === 'member') expect(route.method).toBe('GET');
});

test.each(routes.filter(({ body, access }) => body !== undefined && access !== 'connector'))(
  '$id takes no field that it does not name (reliability row 89)',
  ({ body }) => {
    const shapes = body instanceof z.ZodDiscriminatedUnion ? body.options : [body];
    for (const shape of shapes as z.ZodType[]) {
      const { error } = shape.safeParse({ owner_id: 'x', created_by: 'x' });
      const unknown = error?.issues.find(({ code }) => code === 'unrecognized_keys');
      expect(unknown).toMatchObject({ keys: ['owner_id', 'created_by'] });
    }
  },
);

/** Their answers hold only what the person who asks may read. */
const TRIMMED = ['searchDocuments', 'getDocument', 'listDocumentChanges'];

test('what names documents that not everybody may read is for owners and admins', () => {
  const naming = routes.filter((route) => namesDocuments(route.success.schema));
  expect(naming.map(({ id }) => id)).toEqual(expect.arrayContaining([...TRIMMED, 'getPreview']));
  const others = naming.filter(({ id }) => !TRIMMED.includes(id));
  expect(others.filter(({ access }) => access !== 'admin')).toEqual([]);
  expect(namesDocuments(snapshotEventSchema)).toBe(false);
  expect(namesDocuments(dataSourceStatusMessageSchema)).toBe(false);
});

function namesDocuments(schema: z.ZodType): boolean {
  const options = { unrepresentable: 'any', io: 'input' } as const;
  return JSON.stringify(z.toJSONSchema(schema, options)).includes('"title":{');
}
