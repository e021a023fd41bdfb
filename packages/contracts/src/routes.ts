import {
  confirmSecondFactor,
  endSecondFactor,
  getAccount,
  renewRecoveryCodes,
  startSecondFactor,
  updateAccount,
} from './account.ts';
import { getAlertSettings, updateAlertSettings } from './alerts.ts';
import { answerConsent, endAssistant, getConsent, listAssistants } from './assistants.ts';
import { listAuditActors, listAuditEvents } from './audit.ts';
import { updateDataSource } from './change-data-source.ts';
import {
  createChangeWebhook,
  deleteChangeWebhook,
  getChangeWebhook,
  rotateChangeWebhookSecret,
  testChangeWebhook,
  updateChangeWebhook,
} from './change-webhook.ts';
import { getConnector } from './connector.ts';
import {
  createCredentialLink,
  getCredentialLink,
  openCredentialLink,
  revokeCredentialLink,
  submitCredentials,
} from './credential-links.ts';
import { cancelAccessCheck, checkAccess, updateAccess } from './data-source-access.ts';
import { listDataSourceTypes } from './data-source-types.ts';
import {
  cancelDataSourceRun,
  createDataSource,
  deleteDataSource,
  getDataSource,
  listDataSources,
  pauseDataSource,
  resumeDataSource,
  seedDataSources,
  syncDataSource,
  verifyDataSource,
} from './data-sources.ts';
import { exportDocuments, listDocumentChanges } from './document-feed.ts';
import { getDocument, getDocumentAccess, searchDocuments } from './documents.ts';
import { addDomain, checkDomain, listDomains, removeDomain } from './domains.ts';
import { listFailedItems } from './failed-items.ts';
import { getLiveness, getReadiness } from './health.ts';
import { listDataSourceRuns } from './history.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';
import { streamEvents } from './live-events.ts';
import { getInvitation, listMembers } from './members.ts';
import { deleteOrganization, renameOrganization } from './organization.ts';
import { assignAccount, findSourceAccounts, getOwnMatches, listPeople } from './people.ts';
import { getPreview, startPreview } from './preview.ts';
import { listSampleSources } from './sample-sources.ts';
import { getSession, getSignInOptions, getVisitor } from './session.ts';
import { endOtherSessions, endSession, listSessions } from './sessions.ts';
import { postConnectorStatus } from './status-message.ts';
import { tryQuery } from './try-query.ts';

/** Every route of the app's own; the access tests and the OpenAPI page loop over it. */
export const ROUTES = [
  listDataSources,
  seedDataSources,
  getDataSource,
  createDataSource,
  updateDataSource,
  deleteDataSource,
  verifyDataSource,
  syncDataSource,
  cancelDataSourceRun,
  pauseDataSource,
  resumeDataSource,
  getCredentialLink,
  createCredentialLink,
  revokeCredentialLink,
  openCredentialLink,
  submitCredentials,
  updateAccess,
  checkAccess,
  cancelAccessCheck,
  findSourceAccounts,
  assignAccount,
  tryQuery,
  listFailedItems,
  startPreview,
  getPreview,
  listDataSourceTypes,
  getConnector,
  listSampleSources,
  searchDocuments,
  listDocumentChanges,
  exportDocuments,
  getDocument,
  getDocumentAccess,
  streamEvents,
  postConnectorStatus,
  listAuditEvents,
  listAuditActors,
  listDataSourceRuns,
  getSession,
  getVisitor,
  getSignInOptions,
  listSessions,
  endSession,
  endOtherSessions,
  getAccount,
  updateAccount,
  getAlertSettings,
  updateAlertSettings,
  startSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
  endSecondFactor,
  getOwnMatches,
  renameOrganization,
  deleteOrganization,
  listMembers,
  getInvitation,
  listPeople,
  listKeys,
  createKey,
  revokeKey,
  getChangeWebhook,
  createChangeWebhook,
  updateChangeWebhook,
  rotateChangeWebhookSecret,
  testChangeWebhook,
  deleteChangeWebhook,
  listAssistants,
  endAssistant,
  getConsent,
  answerConsent,
  listDomains,
  addDomain,
  checkDomain,
  removeDomain,
  getLiveness,
  getReadiness,
] as const;
