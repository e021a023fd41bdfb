import type { SourceDriver } from '../source.ts';
import type { ConfluenceCredentials, ConfluenceSettings } from './connect.ts';
import { readAccess } from './read-access.ts';
import { readAgain } from './read-again.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

/** Confluence Cloud and Data Center. */
export const confluence: SourceDriver<ConfluenceSettings, ConfluenceCredentials> = {
  type: 'confluence',
  verify,
  sync,
  readAccess,
  readAgain,
};
