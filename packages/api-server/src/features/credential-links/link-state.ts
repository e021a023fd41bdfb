import { isDeepStrictEqual } from 'node:util';
import {
  boundSettings,
  type CredentialLinkEnd,
  type DataSourceType,
  type LINK_STATES_OVER,
  mayWrite,
  type ProblemCode,
  sourceTypeOf,
} from '@rita/contracts';
import type { CredentialLinkRow, FoundLink } from './credential-links.store.ts';

type Settings = Record<string, unknown>;

/** Whether a setting says as whom: whoever has the credentials knows that better than who asks for them. */
export function isOfAccount(type: DataSourceType, setting: string): boolean {
  return sourceTypeOf(type).settingFields[setting]?.step === 'access';
}

/** What says where a secret is sent: the bound settings but for the account. */
export function addressOf(type: DataSourceType, settings: Settings): Settings {
  const bound = Object.entries(boundSettings(type, settings));
  return Object.fromEntries(bound.filter(([key]) => !isOfAccount(type, key)));
}

/** Whether the connection still leads where it did when the link was made, or where the link leads. */
export function leadsThere(
  link: Pick<CredentialLinkRow, 'address' | 'address_before'>,
  { type, settings }: { type: DataSourceType; settings: Settings },
): boolean {
  const now = addressOf(type, settings);
  return isDeepStrictEqual(now, link.address) || isDeepStrictEqual(now, link.address_before);
}

/** How the link has come to its end, also where nobody has written that down yet; null while it is good. */
export function endOf(link: FoundLink): CredentialLinkEnd | null {
  if (link.end_reason !== null) return link.end_reason;
  if (link.is_expired) return 'expired';
  if (link.maker_role === null || !mayWrite(link.maker_role)) return 'maker_gone';
  return leadsThere(link, { type: link.type, settings: link.connection_settings })
    ? null
    : 'address_changed';
}

/** As much of it as whoever has the link is told. */
export function stateOver(end: CredentialLinkEnd): (typeof LINK_STATES_OVER)[number] {
  return end === 'used' || end === 'expired' ? end : 'ended';
}

export const PROBLEM_OF_STATE = {
  used: 'credential_link_used',
  expired: 'credential_link_expired',
  ended: 'credential_link_ended',
} as const satisfies Record<(typeof LINK_STATES_OVER)[number], ProblemCode>;
