import { insertAuditEvents } from '../audit/audit.store.ts';
import { actorOf } from '../runs/actor.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';

type Reading = { tool: string; results: number; document_id?: string };

/** Writes down which program read what for whom. What was asked for stays with who asked. */
export async function auditReading(
  { db }: Pick<McpDeps, 'db'>,
  { principal, ip }: Pick<McpCaller, 'principal' | 'ip'>,
  details: Reading,
): Promise<void> {
  const { organizationId, program } = principal;
  await insertAuditEvents(db, organizationId, [
    {
      ...actorOf(principal, ip),
      action: 'assistant.read',
      object_type: program?.kind === 'assistant' ? 'assistant' : 'key',
      object_id: program?.id ?? principal.sessionId,
      object_label: program?.name ?? null,
      details,
    },
  ]);
}
