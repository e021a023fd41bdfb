import type { AccessExplanation, Member } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Note } from '../../components/ui/note.tsx';
import { Select } from '../../components/ui/select.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { membersQuery } from '../members/members.queries.ts';
import { documentAccessQuery } from './access.queries.ts';
import { ExplainedAccess } from './explained-access.tsx';

const texts = t.documentAccess;

/** “Can somebody else read it?”, and why, or why not. */
export function AskAboutMember({ documentId }: { documentId: string }) {
  const id = useId();
  const [personId, setPersonId] = useState('');
  const { data: list } = useQuery(membersQuery);
  const members = list?.members ?? [];
  const member = members.find((one) => one.id === personId);
  return (
    <div className="space-y-3 border-t border-line pt-3">
      <label htmlFor={id} className="block text-[13px] font-[550]">
        {texts.ask}
      </label>
      <Select id={id} value={personId} onChange={(event) => setPersonId(event.target.value)}>
        <option value="">{texts.choose}</option>
        {members.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name} · {one.email}
          </option>
        ))}
      </Select>
      {member && <Verdict documentId={documentId} member={member} />}
    </div>
  );
}

function Verdict({ documentId, member }: { documentId: string; member: Member }) {
  const { data, error } = useQuery(documentAccessQuery(documentId, member.id));
  if (error) return <ProblemNote error={error} />;
  if (!data?.person) return <Skeleton className="h-16 w-full" />;
  const { may_read: mayRead } = data.person;
  return (
    <div className="space-y-3">
      <Note tone={mayRead ? 'ok' : 'warn'} role="status">
        <p className="font-semibold">
          {mayRead ? texts.mayRead({ name: member.name }) : texts.mayNotRead({ name: member.name })}
        </p>
        {data.kind !== 'everyone' && <p>{matchInWords(data.person.match)}</p>}
      </Note>
      <ExplainedAccess explained={data} />
    </div>
  );
}

function matchInWords(match: NonNullable<AccessExplanation['person']>['match']): string {
  if (match.kind !== 'account') return texts.because[match.kind];
  const evidence = t.people.evidence[match.evidence];
  return texts.because.account({
    account: t.people.account({ account: match.name ?? match.account_id, evidence }),
  });
}
