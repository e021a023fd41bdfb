import type { AccountsAnswer, Member, PeopleSource, PersonMatch } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { DOT } from '../../lib/dot.ts';
import { sourceAccountsQuery, useAssignAccount } from './people.queries.ts';

const texts = t.people;

type AssignDialogProps = {
  member: Member;
  source: PeopleSource;
  match: PersonMatch | undefined;
  isOpen: boolean;
  onClose: () => void;
};

/** Says which account at a source is a member's, or takes that back. */
export function AssignDialog({ member, source, match, isOpen, onClose }: AssignDialogProps) {
  const place = { connectionId: source.connection_id, personId: member.id };
  const assign = useAssignAccount(place);
  const showToast = useToast();
  const close = () => {
    assign.reset();
    onClose();
  };
  const choose = (accountId: string | null) => {
    const say = accountId === null ? texts.takenBack : texts.assigned;
    assign.mutate(accountId, {
      onSuccess: () => {
        showToast(say({ name: member.name, source: source.name }));
        close();
      },
    });
  };
  const isAssigned = match?.kind === 'account' && match.evidence === 'assigned';
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={texts.assignTitle({ name: member.name, source: source.name })}
      description={texts.assignText}
      actions={
        <>
          {isAssigned && (
            <Button isBusy={assign.isPending} onClick={() => choose(null)}>
              {texts.takeBack}
            </Button>
          )}
          <Button onClick={close}>{t.common.cancel}</Button>
        </>
      }
    >
      <div className="space-y-3">
        <AccountSearch
          connectionId={source.connection_id}
          start={member.name}
          isBusy={assign.isPending}
          onChoose={choose}
        />
        {assign.error && <ProblemNote error={assign.error} />}
      </div>
    </Dialog>
  );
}

type SearchProps = {
  connectionId: string;
  /** What is looked for before anybody types. */
  start: string;
  isBusy: boolean;
  onChoose: (accountId: string) => void;
};

function AccountSearch({ connectionId, start, isBusy, onChoose }: SearchProps) {
  const [query, setQuery] = useState(start);
  const asked = useDeferredValue(query.trim());
  const { data, error } = useQuery(sourceAccountsQuery(connectionId, asked));
  return (
    <>
      <Input
        type="search"
        aria-label={texts.search}
        placeholder={texts.search}
        autoComplete="off"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {error && <ProblemNote error={error} />}
      {!error && !data && <p role="status">{texts.searching}</p>}
      {data?.length === 0 && (
        <p role="status" className="text-[13px] text-muted">
          {texts.noAccounts}
        </p>
      )}
      {data && data.length > 0 && (
        <ul className="max-h-72 overflow-y-auto rounded-control border border-line">
          {data.map((account) => (
            <AccountRow
              key={account.account_id}
              account={account}
              isBusy={isBusy}
              onChoose={() => onChoose(account.account_id)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

type RowProps = { account: AccountsAnswer['data'][number]; isBusy: boolean; onChoose: () => void };

function AccountRow({ account, isBusy, onChoose }: RowProps) {
  const name = account.name ?? account.account_id;
  const facts = [account.address ?? account.account_id, !account.is_active && texts.inactive];
  return (
    <li className="border-t border-line first:border-t-0">
      <button
        type="button"
        disabled={isBusy}
        aria-label={texts.choose({ account: name })}
        onClick={onChoose}
        className="w-full px-3 py-2 text-start text-[13px] -outline-offset-2 hover:bg-sunken disabled:opacity-60"
      >
        <span className="block font-[550] [overflow-wrap:anywhere]">{name}</span>
        <span className="block text-xs text-muted [overflow-wrap:anywhere]">
          {facts.filter(Boolean).join(DOT)}
        </span>
      </button>
    </li>
  );
}
