import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Route } from './route.ts';
import { ROUTES } from './routes.ts';

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
    const { error } = body?.safeParse({ organization_id: 'x', created_by: 'x' }) ?? {};
    const unknown = error?.issues.find(({ code }) => code === 'unrecognized_keys');
    expect(unknown).toMatchObject({ keys: ['organization_id', 'created_by'] });
  },
);
