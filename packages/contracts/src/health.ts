import { z } from 'zod';
import { defineRoute } from './route.ts';

export const getLiveness = defineRoute({
  id: 'getLiveness',
  method: 'GET',
  path: '/api/health/live',
  summary: 'Answers as long as the process runs',
  access: 'public',
  success: { status: 200, schema: z.object({ status: z.literal('ok') }) },
  problems: [],
});

export const readinessSchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
  /** Of checks that failed, and of what deserves a look although nothing failed: a short code. */
  reasons: z.record(z.string(), z.string()).optional(),
});

/** 200 only when everything needed is there; otherwise 503 with the same body. */
export const getReadiness = defineRoute({
  id: 'getReadiness',
  method: 'GET',
  path: '/api/health/ready',
  summary: 'Answers 200 when the service can do its work',
  access: 'public',
  success: { status: 200, schema: readinessSchema },
  problems: [],
});
