import type { AddressState } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';

/** Of a row `d` of `organization_domains`: a record that was not found for longer vouches for nobody. */
export const IS_BELIEVED = sql<boolean>`(d.finding <> 'absent' and d.found_at > now() - interval '7 days')`;

/**
 * What the address of a user is worth in an organization, as an expression over a row of `users`
 * named `u`. Its own domains count for those whom the identity provider vouches for; a provider
 * that leaves open whether an address is somebody's (Entra does) is the authority for a domain only
 * as long as the domain's DNS says that it is the organization's.
 */
export function addressState(organizationId: RawBuilder<string>): RawBuilder<AddressState> {
  return sql<AddressState>`coalesce((
    select case when u.address_claim = 'verified' or (u.address_claim = 'unstated' and ${IS_BELIEVED})
      then 'proved' else 'single_sign_on_only' end
    from organization_domains d
    where d.organization_id = ${organizationId} and d.proved_at is not null
      and d.domain = split_part(u.email, '@', 2)),
    case when u.address_proved_at is not null then 'proved' else 'not_proved' end)`;
}
