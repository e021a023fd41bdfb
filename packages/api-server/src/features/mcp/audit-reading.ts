import { actorOf } from '../runs/actor.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';

type Reading = { tool: string; results: number; document_id?: string };

/** Writes down which program read what for whom. What was asked for stays with who asked. */
export async function auditReading(
  { writeReading }: Pick<McpDeps, 'writeReading'>,
  { principal, ip }: Pick<McpCaller, 'principal' | 'ip'>,
  details: Reading,
): Promise<void> {
  const { organizationId, program } = principal;
  await writeReading({
    ...actorOf(principal, ip),
    organization_id: organizationId,
    action: 'assistant.read',
    object_type: program?.kind === 'assistant' ? 'assistant' : 'key',
    object_id: program?.id ?? principal.sessionId,
    object_label: program?.name ?? null,
    details,
  });
}
