import type { Principal } from '../../platform/http/principal.ts';
import type { Actor } from './change-connections.ts';

type Asking = Pick<Principal, 'userId' | 'userName' | 'userEmail' | 'program'>;

/** Who is behind a request, as the audit log names them: a person, or a key of the organization. */
export function actorOf({ userId, userName, userEmail, program }: Asking, ip: string): Actor {
  if (program?.kind === 'organization_key') {
    return { actor_type: 'key', actor_id: program.id, actor_label: program.name, ip };
  }
  const by = program === undefined ? '' : ` (${program.name})`;
  return {
    actor_type: 'user',
    actor_id: userId,
    actor_label: `${userName}${by} <${userEmail}>`,
    ip,
  };
}
