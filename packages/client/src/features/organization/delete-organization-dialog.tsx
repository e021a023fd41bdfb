import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { accountQuery } from '../account/account.queries.ts';
import { useDataSources } from '../data-sources/data-sources.queries.ts';
import { membersQuery } from '../members/members.queries.ts';
import { useDeleteOrganization } from '../session/session.mutations.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { DeleteOrganizationForm, type Proof } from './delete-organization-form.tsx';

const texts = t.settings;

/** Says what goes with the organization, and asks for its name and for who one is. */
export function DeleteOrganizationDialog({ onClose }: { onClose: () => void }) {
  const { organization } = useCurrentSession();
  const { data: account, error } = useQuery(accountQuery);
  const remove = useDeleteOrganization();
  const showToast = useToast();
  const { id, name } = organization;
  const onSubmit = (proof: Proof) =>
    // By its promise: the page of this dialog is gone by then. The form shows a refusal.
    void remove.mutateAsync({ id, ...proof }).then(
      () => showToast(texts.deleted({ name }), 'info'),
      () => {},
    );
  return (
    <Dialog isOpen onClose={onClose} title={texts.deleteTitle({ name })} description={<WhatGoes />}>
      {account === undefined &&
        (error ? <ProblemNote error={error} /> : <Skeleton className="h-24" />)}
      {account && (
        <DeleteOrganizationForm
          name={name}
          asksPassword={account.has_password}
          asksCode={account.second_factor !== null}
          isBusy={remove.isPending}
          error={remove.error}
          onSubmit={onSubmit}
        />
      )}
    </Dialog>
  );
}

function WhatGoes() {
  const { data: connections = [] } = useDataSources();
  const { data: people } = useQuery(membersQuery);
  const setUp = connections.filter(({ settings }) => Object.keys(settings).length > 0);
  const { deletes } = texts;
  return (
    <>
      <p>{texts.deleteText}</p>
      <ul className="my-1.5 list-disc ps-5 text-fg">
        {setUp.length > 0 && (
          <>
            <li>{deletes.connections({ count: setUp.length })}</li>
            <li>{deletes.documents}</li>
          </>
        )}
        <li>{deletes.members({ count: people?.members.length ?? 1 })}</li>
        <li>{deletes.rest}</li>
      </ul>
      <p>{texts.deleteStays}</p>
    </>
  );
}
