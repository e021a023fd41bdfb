import type { Person, PersonMatch } from '@rita/contracts';
import { t } from '../../i18n/index.ts';

/** What stands between a person and an account of a source; `account`: nothing does. */
export type MatchKind =
  | 'account'
  | 'none'
  | 'ambiguous'
  | Exclude<Person['address_state'], 'proved'>;

/** The match of a person at one connection: where there is none, for which reason. */
export function matchKind(
  { address_state: state }: Pick<Person, 'address_state'>,
  match: PersonMatch | undefined,
): MatchKind {
  if (match === undefined || match.kind === 'none') return state === 'proved' ? 'none' : state;
  return match.kind;
}

/** In a few words, as a list shows it. */
export function matchInWords(
  person: Pick<Person, 'address_state'>,
  match: PersonMatch | undefined,
): string {
  const texts = t.people;
  if (match?.kind === 'account') {
    return texts.account({
      account: match.name ?? match.account_id,
      evidence: texts.evidence[match.evidence],
    });
  }
  if (match?.kind === 'ambiguous') return texts.ambiguous({ count: match.count });
  const kind = matchKind(person, match);
  return kind === 'account' ? '' : texts.kinds[kind];
}

/** How many of the people have an account at a connection. */
export function countKnown(
  people: readonly Pick<Person, 'matches'>[],
  connectionId: string,
): number {
  return people.filter(({ matches }) => matches[connectionId]?.kind === 'account').length;
}

/** The kinds, other than `account`, that occur: what each means is told once. */
export function missingKinds(
  people: readonly Person[],
  connectionIds: readonly string[],
): Exclude<MatchKind, 'account'>[] {
  const kinds = people.flatMap((person) =>
    connectionIds.map((id) => matchKind(person, person.matches[id])),
  );
  return (['not_proved', 'single_sign_on_only', 'none', 'ambiguous'] as const).filter((kind) =>
    kinds.includes(kind),
  );
}
