import type { Member, PeopleSource, Person } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { matchInWords, matchKind } from './match-kind.ts';
import { peopleQuery } from './people.queries.ts';

const texts = t.people;

/** How one member is known at each source, and an owner's way to say otherwise. */
export function MemberMatches({ member }: { member: Member }) {
  const { data } = useQuery(peopleQuery);
  const person = data?.people.find((one) => one.person_id === member.id);
  const sources = data?.sources.filter((source) => source.is_read) ?? [];
  if (person === undefined || sources.length === 0) return null;
  return (
    <ul
      aria-label={texts.atSources({ name: member.name })}
      className="basis-full space-y-0.5 sm:ps-[52px]"
    >
      {sources.map((source) => (
        <MatchLine key={source.connection_id} {...{ member, person, source }} />
      ))}
    </ul>
  );
}

type LineProps = { member: Member; person: Person; source: PeopleSource };

function MatchLine({ member, person, source }: LineProps) {
  const isOwner = useCurrentSession().role === 'owner';
  const [isAssigning, setIsAssigning] = useState(false);
  const match = person.matches[source.connection_id];
  const isKnown = matchKind(person, match) === 'account';
  return (
    <li className="flex flex-wrap items-center gap-x-2 text-[13px]">
      <span className="text-muted">{source.name}:</span>
      <span className={isKnown ? '' : 'text-warn'}>{matchInWords(person, match)}</span>
      {isOwner && (
        <Button variant="ghost" size="small" onClick={() => setIsAssigning(true)}>
          {isKnown ? texts.change : texts.assign}
          <span className="sr-only">
            {' '}
            · {member.name}, {source.name}
          </span>
        </Button>
      )}
      <AssignDialog
        {...{ member, source, match }}
        isOpen={isAssigning}
        onClose={() => setIsAssigning(false)}
      />
    </li>
  );
}
