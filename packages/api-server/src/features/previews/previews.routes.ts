import { randomUUID } from 'node:crypto';
import { getPreview, PREVIEW_ABILITY, startPreview } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { parseCompleteSettings, parseSettingChanges } from '../data-sources/check-settings.ts';
import { findConnection } from '../data-sources/data-sources.store.ts';
import { mergeSettings } from '../runs/run-state.ts';
import { countAttempt, limitKey } from '../session/rate-limits.ts';

/** Of one organization in a minute: each one reads at the source as much as a sync does. */
const PREVIEWS_PER_MINUTE = 10;

/** What a sync would do. The connector finds it out and keeps it; the app passes it on. */
export function registerPreviews(
  app: FastifyInstance,
  { db, connector }: { db: Kysely<Tables>; connector: ConnectorClient },
): void {
  mount(
    app,
    startPreview,
  )(async ({ principal, params, body }) => {
    const { organizationId } = principal;
    const row = await findConnection(db, organizationId, params.id);
    if (row === undefined) throw new ProblemError('not_found');
    if (row.last_verified_at === null) throw new ProblemError('not_configured');
    const changes = parseSettingChanges(row.type, body.settings ?? {});
    const settings = parseCompleteSettings(row.type, mergeSettings(row.settings, changes));
    const info = await connector.describe();
    if (info !== null && !info.abilities.includes(PREVIEW_ABILITY)) {
      throw new ProblemError('preview_not_supported');
    }
    await countAttempt(db, limitKey('preview', organizationId), PREVIEWS_PER_MINUTE);
    const preview_id = randomUUID();
    const answer = await connector.startPreview({
      tenant_id: organizationId,
      connection_id: row.id,
      connection_type: row.type,
      preview_id,
      settings,
    });
    if (answer === undefined) throw new ProblemError('connector_unreachable');
    return { data: { preview_id } };
  });

  mount(
    app,
    getPreview,
  )(async ({ principal, params }) => {
    const { organizationId } = principal;
    const row = await findConnection(db, organizationId, params.id);
    if (row === undefined) throw new ProblemError('not_found');
    const { preview_id } = params;
    const asked = { tenant_id: organizationId, connection_id: row.id, preview_id };
    const answer = await connector.getPreview(asked);
    if (answer === undefined) throw new ProblemError('connector_unreachable');
    if (answer.data === null) throw new ProblemError('not_found');
    return { data: answer.data };
  });
}
