import { type AccessRule, type StoredGrant, toAccessRule } from '../../access/access-rule.ts';
import type { SourceAccess } from '../source-access.ts';

/**
 * Whether the second of two answers may let somebody read whom the first does not. What cannot be
 * told apart without knowing the groups' members counts as wider.
 */
export function isWider(before: SourceAccess, now: SourceAccess): boolean {
  const [narrow, wide] = [toAccessRule(before), toAccessRule(now)];
  if (wide.kind === 'nobody' || narrow.kind === 'public') return false;
  if (wide.kind === 'public' || narrow.kind === 'nobody') return true;
  if (narrow.kind === 'members_of_source') return false;
  if (wide.kind === 'members_of_source') return true;
  return !isWithin(wide, narrow);
}

type Layers = Extract<AccessRule, { kind: 'rule' }>;

function isWithin(now: Layers, before: Layers): boolean {
  const eachIsThere = before.layers.every((layer) =>
    now.layers.some((other) => other.every((grant) => isIn(grant, layer))),
  );
  const denied = new Set(now.deny.principals);
  const isDenied =
    !now.deny.isComplete ||
    (before.deny.isComplete && before.deny.principals.every((one) => denied.has(one)));
  return eachIsThere && isDenied;
}

/** A grant that lasts no longer than one of the layer to the same principal. */
function isIn([principal, until]: StoredGrant, layer: readonly StoredGrant[]): boolean {
  return layer.some(
    ([other, end]) =>
      other === principal && (end === undefined || (until !== undefined && until <= end)),
  );
}
