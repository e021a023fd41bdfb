import { ASSISTANT_SCOPE } from '@rita/contracts';
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../../platform/http/problem-error.ts';

/** Why a call was refused; the log has it by this name. */
export type Refusal = 'no_token' | 'invalid_token' | 'insufficient_scope';

export const MCP_PATH = '/mcp';
export const BODY_LIMIT_BYTES = 256 * 1024;

/** Address of what this endpoint is to OAuth: as people type it, without a slash at the end. */
export function resourceOf(publicUrl: string): string {
  return `${publicUrl}${MCP_PATH}`;
}

/** Where the description of a protected resource stands (RFC 9728, 3.1). */
export function resourceMetadataUrl(publicUrl: string): string {
  return `${publicUrl}/.well-known/oauth-protected-resource${MCP_PATH}`;
}

/** Refuses a call as RFC 6750 and RFC 9728 have it. Always throws. */
export function refuse(reply: FastifyReply, publicUrl: string, refusal: Refusal): never {
  const scope = `scope="${ASSISTANT_SCOPE}"`;
  const where = `resource_metadata="${resourceMetadataUrl(publicUrl)}"`;
  const error = refusal === 'no_token' ? [] : [`error="${refusal}"`];
  const why =
    refusal === 'insufficient_scope'
      ? ['error_description="the key does not cover documents"']
      : [];
  reply.header('www-authenticate', `Bearer ${[...error, ...why, where, scope].join(', ')}`);
  const code = refusal === 'insufficient_scope' ? 'insufficient_scope' : 'unauthenticated';
  throw new ProblemError(code);
}
