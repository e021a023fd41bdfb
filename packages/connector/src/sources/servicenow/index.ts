import type { SourceDriver } from '../source.ts';
import type { ServiceNowCredentials, ServiceNowSettings } from './context.ts';
import { readAgain } from './read-again.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

/** Knowledge articles of a ServiceNow instance, and records of chosen tables. */
export const servicenow: SourceDriver<ServiceNowSettings, ServiceNowCredentials> = {
  type: 'servicenow',
  verify,
  sync,
  readAgain,
};
