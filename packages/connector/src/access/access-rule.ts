import { createHash } from 'node:crypto';
import { z } from 'zod';
import { NOBODY_REASONS, type SourceAccess } from '../sources/source-access.ts';

const grantSchema = z.union([
  z.tuple([z.string()]),
  z.tuple([z.string(), z.string()]),
]) as z.ZodType<StoredGrant>;

/** Principal, and when the grant ends. */
export type StoredGrant = readonly [principal: string, until?: string];

/** A rule as it is stored: canonical, so that equal rules are one row. */
export const accessRuleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nobody'), reason: z.enum(NOBODY_REASONS) }),
  z.object({
    kind: z.literal('rule'),
    layers: z.array(z.array(grantSchema)),
    deny: z.object({ principals: z.array(z.string()), isComplete: z.boolean() }),
  }),
  z.object({ kind: z.literal('members_of_source') }),
  z.object({ kind: z.literal('public') }),
]);
export type AccessRule = z.output<typeof accessRuleSchema>;

/**
 * The canonical form of what a driver says: sorted, each principal once (with its longest grant),
 * equal layers once. A rule without layers, or with an empty one, is nobody.
 */
export function toAccessRule(access: SourceAccess): AccessRule {
  if (access.kind !== 'rule') return access;
  const layers = access.layers.map(toLayer);
  if (layers.length === 0 || layers.some((layer) => layer.length === 0)) {
    return { kind: 'nobody', reason: 'nobody_named' };
  }
  const texts = new Map(layers.map((layer) => [JSON.stringify(layer), layer]));
  const distinct = [...texts.keys()].toSorted().map((text) => texts.get(text) ?? []);
  const deny = {
    principals: [...new Set(access.deny?.principals)].toSorted(),
    isComplete: access.deny?.isComplete ?? true,
  };
  return { kind: 'rule', layers: distinct, deny };
}

/** A rule as a driver would say it. */
function toSourceAccess(rule: AccessRule): SourceAccess {
  if (rule.kind !== 'rule') return rule;
  const layers = rule.layers.map((layer) =>
    layer.map(([principal, until]) => ({ principal, ...(until === undefined ? {} : { until }) })),
  );
  return { kind: 'rule', layers, deny: rule.deny };
}

/** Lets in whom both let in: what is stored, and what a driver says. */
export function bothOf(stored: AccessRule, told: SourceAccess): SourceAccess {
  // A rule without layers is nobody, and no layers at all for the other one.
  const one = toSourceAccess(stored);
  const other = toSourceAccess(toAccessRule(told));
  if (one.kind === 'nobody' || other.kind === 'public') return one;
  if (other.kind === 'nobody' || one.kind === 'public') return other;
  // Whoever a rule lets in has an account.
  if (other.kind === 'members_of_source') return one;
  if (one.kind === 'members_of_source') return other;
  const denials = [one.deny, other.deny].filter((deny) => deny !== undefined);
  return {
    kind: 'rule',
    layers: [...one.layers, ...other.layers],
    deny: {
      principals: denials.flatMap(({ principals }) => principals),
      isComplete: denials.every(({ isComplete }) => isComplete),
    },
  };
}

type Grants = Extract<SourceAccess, { kind: 'rule' }>['layers'][number];

function toLayer(grants: Grants): StoredGrant[] {
  const ends = new Map<string, number>();
  for (const { principal, until } of grants) {
    // A time that cannot be read has passed.
    const end = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until) || 0;
    ends.set(principal, Math.max(ends.get(principal) ?? 0, end));
  }
  return [...ends]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([principal, end]) =>
      end === Number.POSITIVE_INFINITY ? [principal] : [principal, new Date(end).toISOString()],
    );
}

/** Equal for equal rules, and for no others. */
export function hashOf(rule: AccessRule): string {
  return createHash('sha256').update(JSON.stringify(rule)).digest('base64url');
}
