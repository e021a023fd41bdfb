export { DEMO_READERS, PEOPLE, type Person } from './company/people.ts';
export { demoSite } from './confluence/demo/demo-site.ts';
export {
  CLOUD_ID,
  type Reply,
  SAMPLE_ACCESS_TOKEN,
  SAMPLE_API_TOKEN,
  SAMPLE_EMAIL,
  SAMPLE_PASSWORD,
  SAMPLE_USERNAME,
} from './confluence/server-context.ts';
export type { SampleContent, SampleSite, SampleSpace } from './confluence/site.ts';
export {
  mayView,
  type SampleAccount,
  type SampleConfluencePrincipal,
  type SampleGroup as SampleConfluenceGroup,
} from './confluence/site-access.ts';
export {
  type SampleConfluence,
  type SampleConfluenceControls,
  type SampleConfluenceOptions,
  startSampleConfluence,
} from './confluence/start-sample-confluence.ts';
export type {
  SampleConfluenceEdition,
  SampleConfluenceSwitches,
} from './confluence/switches.ts';
export type { SampleServiceNowControls } from './servicenow/controls.ts';
export { demoInstance } from './servicenow/demo/demo-instance.ts';
export { sampleRow, sampleSysId } from './servicenow/demo/sample-row.ts';
export type { SampleInstance, SampleRow } from './servicenow/instance.ts';
export {
  SAMPLE_CLIENT_ID,
  SAMPLE_CLIENT_SECRET,
  SAMPLE_INSTANCE_PASSWORD,
  SAMPLE_INSTANCE_USER,
} from './servicenow/server-context.ts';
export {
  type SampleServiceNow,
  type SampleServiceNowOptions,
  startSampleServiceNow,
} from './servicenow/start-sample-servicenow.ts';
export type { SampleServiceNowSwitches } from './servicenow/switches.ts';
export { signedInAs } from './servicenow/web-page.ts';
export {
  addressesOf,
  type SampleDirectory,
  type SampleEntraGroup,
  type SampleUser,
} from './sharepoint/directory.ts';
export type { SampleGrant, SamplePrincipal, SampleSiteGroup } from './sharepoint/grants.ts';
export { grantsOf, type OpeningOptions, verdictsOn } from './sharepoint/may-open.ts';
export {
  SAMPLE_CLIENT_SECRET as SAMPLE_APP_SECRET,
  SAMPLE_TENANT_ID,
} from './sharepoint/server-context.ts';
export {
  type SampleSharePoint,
  startSampleSharePoint,
} from './sharepoint/start-sample-sharepoint.ts';
export type { SampleSharePointSwitches } from './sharepoint/switches.ts';
export type {
  SampleItem,
  SampleLibrary,
  SampleLocation,
  SampleSitePage,
  SampleTenant,
} from './sharepoint/tenant.ts';
export {
  type SamplePorts,
  type SampleSources,
  startSampleSources,
} from './start-sample-sources.ts';
export { SAMPLE_BRAVE_KEY, SAMPLE_TAVILY_KEY } from './websearch/server-context.ts';
export {
  type SampleWebsearch,
  type SampleWebsearchOptions,
  startSampleWebsearch,
} from './websearch/start-sample-websearch.ts';
export type { SampleWeb, SampleWebPage } from './websearch/web.ts';
