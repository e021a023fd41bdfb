import { envLogLevel, envNumber, readEnv } from '@rita/platform/env';
import { z } from 'zod';

/**
 * What embedded mode itself needs to know. All other variables of the two services may be set as
 * well and are handed on to them.
 */
const envSchema = z.object({
  PORT: envNumber({ min: 0, max: 65_535, default: 3000 }),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  CONNECTOR_WEBHOOK_URL: z.string().optional(),
  EGRESS_ALLOW: z.string().optional(),
  SAMPLE_SOURCES: z.string().default('on'),
  // Quiet, so that the line with the address is not lost among others.
  LOG_LEVEL: envLogLevel.unwrap().default('warn'),
});
export type EmbeddedEnv = z.output<typeof envSchema>;

export function readEmbeddedEnv(source?: Record<string, string | undefined>): EmbeddedEnv {
  return readEnv(envSchema, source);
}
