import type { SourceAccess } from '../source-access.ts';
import type { WebsearchSettings } from './context.ts';

/**
 * Who may read a page that was fetched without any credential. What anybody can fetch is for
 * everybody in the organization. A page that only EGRESS_ALLOW makes reachable is inside somebody's
 * network: who may open it there nobody tells, so it is nobody's unless an owner says otherwise.
 */
export function accessOf(
  { internal_pages }: Pick<WebsearchSettings, 'internal_pages'>,
  isPublic: boolean,
): SourceAccess {
  if (isPublic || internal_pages === 'everyone') return { kind: 'public' };
  return { kind: 'nobody', reason: 'not_mirrored' };
}
