import { normalizeMailAddress, type PersonMatch, type Reader } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';

type Candidate = {
  connection_id: string;
  account_id: string;
  name: string | null;
  evidence: 'address' | 'looked_up' | 'assigned';
  /** Whether all of it was told, by a whole list, and not too long ago. */
  is_believed: boolean;
};

/**
 * Finds the account of a person at each connection of the tenant. An owner's assignment
 * alone counts where there is one; else an address that exactly one active account has, or what a
 * look-up found for an address that is still the person's. One that could not be repeated counts no
 * more where the account shows another address by now. An account that is not active is none, and one
 * of which not all is known only keeps its address from others.
 *
 * @param oldest what could not be looked up again since then is believed no more
 */
export async function matchPerson(
  db: Db,
  { tenantId, oldest }: { tenantId: string; oldest: Date },
  reader: Reader,
): Promise<Map<string, PersonMatch>> {
  const addresses = reader.addresses.flatMap((text) => normalizeMailAddress(text) ?? []);
  const found = await sql<Candidate>`
    select account.connection_id, account.account_id, account.name,
      coalesce(link.evidence, 'address') as evidence,
      case when account.unread_since is null
        then account.is_proven or coalesce(link.evidence = 'assigned', false)
        else account.is_proven and account.unread_since > ${oldest}::timestamptz
      end as is_believed
    from source_accounts account
    left join person_links link on link.tenant_id = account.tenant_id
      and link.connection_id = account.connection_id and link.account_id = account.account_id
      and link.person_id = ${reader.person_id}
      and (link.evidence = 'assigned' or (link.address = any(${addresses}::text[])
        and (link.unread_since is null or link.unread_since > ${oldest}::timestamptz
          and (account.address is null or account.address = any(${addresses}::text[])))))
    where account.tenant_id = ${tenantId} and account.is_active
      and (account.address = any(${addresses}::text[]) or link.person_id is not null)
      and not exists (select from person_links other where other.tenant_id = account.tenant_id
        and other.connection_id = account.connection_id and other.person_id = ${reader.person_id}
        and other.evidence = 'assigned' and other.account_id <> account.account_id)
    order by account.connection_id, account.account_id`.execute(db);
  const byConnection = Map.groupBy(found.rows, (row) => row.connection_id);
  return new Map(
    [...byConnection].map(([connectionId, candidates]) => [connectionId, decide(candidates)]),
  );
}

/** A look-up that contradicts an address that the source shows makes both worth nothing. */
function decide(candidates: readonly Candidate[]): PersonMatch {
  const [first, ...others] = candidates;
  if (first === undefined) return { kind: 'none' };
  if (others.length > 0) return { kind: 'ambiguous', count: candidates.length };
  if (!first.is_believed) return { kind: 'none' };
  const { account_id, name, evidence } = first;
  return { kind: 'account', account_id, name, evidence };
}
