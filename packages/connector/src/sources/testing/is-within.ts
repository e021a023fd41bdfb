import type { SourceAccess } from '../source-access.ts';

/**
 * Whether whoever may read by one access may read by another one, whoever is in which group. Told
 * by the text of the two alone, so that `false` may also mean that it cannot be known.
 */
export function isWithin(access: SourceAccess, other: SourceAccess): boolean {
  if (access.kind === 'nobody' || other.kind === 'public') return true;
  if (other.kind === 'nobody' || access.kind === 'public') return false;
  if (other.kind === 'members_of_source') return true;
  if (access.kind === 'members_of_source') return false;
  const named = (layer: (typeof access.layers)[number]) =>
    new Set(layer.map(({ principal, until }) => `${principal} ${until ?? ''}`));
  const denied = new Set(access.deny?.principals);
  const isDenied = access.deny?.isComplete === false || access.layers.length === 0;
  const keepsDenials =
    other.deny?.isComplete !== false &&
    (other.deny?.principals ?? []).every((principal) => denied.has(principal));
  const keepsLayers = other.layers.every((layer) => {
    const wide = named(layer);
    return access.layers.some((one) => [...named(one)].every((grant) => wide.has(grant)));
  });
  return isDenied || (keepsDenials && keepsLayers);
}
