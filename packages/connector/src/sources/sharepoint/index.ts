import type { SourceDriver } from '../source.ts';
import type { SharePointCredentials, SharePointSettings } from './context.ts';
import { readAgain } from './read-again.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

/** SharePoint Online through Microsoft Graph, as an app. */
export const sharepoint: SourceDriver<SharePointSettings, SharePointCredentials> = {
  type: 'sharepoint',
  verify,
  sync,
  readAgain,
};
