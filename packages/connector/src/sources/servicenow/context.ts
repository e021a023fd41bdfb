import type { CATALOGUE } from '@rita/contracts';
import type { z } from 'zod';
import type { SourceContext } from '../source.ts';

/** What every part of this driver works with: which instance, who we are there, how to call it. */
export type ServiceNowContext = SourceContext<ServiceNowSettings, ServiceNowCredentials>;

export type ServiceNowSettings = z.output<(typeof CATALOGUE)['servicenow']['settings']>;

export type ServiceNowCredentials =
  | { password: string }
  | { client_id: string; client_secret: string };
