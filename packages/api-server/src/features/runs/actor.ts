import type { Principal } from '../../platform/http/principal.ts';
import type { Actor } from './change-connections.ts';

/** The person behind a request, as the audit log names him. */
export function actorOf(principal: Principal, ip: string): Actor {
  return {
    actor_type: 'user',
    actor_id: principal.userId,
    actor_label: `${principal.userName} <${principal.userEmail}>`,
    ip,
  };
}
