import {
  CREDENTIAL_LINK_DAYS,
  type CredentialLink,
  type DataSourceConnection,
} from '@rita/contracts';
import { useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Note } from '../../components/ui/note.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import { CopyField } from '../assistants/copy-field.tsx';
import { useCreateLink, useRevokeLink } from './credential-links.queries.ts';
import { LinkState } from './link-state.tsx';

const CHOICES = [1, 3, CREDENTIAL_LINK_DAYS.default, 14, CREDENTIAL_LINK_DAYS.max];

export type AskProps = {
  connection: DataSourceConnection;
  /** What the form changes of address and account: it goes with the link. */
  changes: () => Record<string, unknown>;
};

type AskDialogProps = AskProps & {
  isOpen: boolean;
  onClose: () => void;
  /** Made last, open or over. */
  link: CredentialLink | null;
};

/** Makes the link and shows it: once, and never again. Ends the one that is open. */
export function AskDialog({ isOpen, onClose, connection, changes, link }: AskDialogProps) {
  const [days, setDays] = useState<number>(CREDENTIAL_LINK_DAYS.default);
  const create = useCreateLink(connection.id);
  const revoke = useRevokeLink(connection.id);
  const isOpenLink = link?.end_reason === null;
  const url =
    create.data !== undefined && link?.id === create.data.id ? create.data.url : undefined;
  const close = () => {
    create.reset();
    revoke.reset();
    onClose();
  };
  const make = () =>
    create.mutate({ settings: changes(), expires_in_days: days }, { onSuccess: revoke.reset });
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t.askSomebody.title}
      description={t.askSomebody.how}
      actions={
        <>
          {isOpenLink && (
            <Button
              variant="danger"
              isBusy={revoke.isPending}
              onClick={() => revoke.mutate(undefined, { onSuccess: create.reset })}
            >
              {t.askSomebody.revoke}
            </Button>
          )}
          {isOpenLink && url ? (
            <Button variant="primary" onClick={close}>
              {t.keys.done}
            </Button>
          ) : (
            <Button variant="primary" isBusy={create.isPending} onClick={make}>
              {isOpenLink ? t.askSomebody.makeAnother : t.askSomebody.make}
            </Button>
          )}
        </>
      }
    >
      <div className="space-y-3">
        {isOpenLink && url && (
          <>
            <Note tone="warn">{t.askSomebody.once}</Note>
            <CopyField value={url} label={t.askSomebody.link} copyLabel={t.members.copyLink} />
          </>
        )}
        {link && <LinkState link={link} />}
        {isOpenLink && !url && <Note tone="info">{t.askSomebody.another}</Note>}
        {!(isOpenLink && url) && (
          <Field label={t.askSomebody.days}>
            {(control) => (
              <Select
                {...control}
                value={days}
                onChange={({ target }) => setDays(Number(target.value))}
              >
                {CHOICES.map((count) => (
                  <option key={count} value={count}>
                    {t.askSomebody.dayCount({ count })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {(create.error ?? revoke.error) && <ProblemNote error={create.error ?? revoke.error} />}
      </div>
    </Dialog>
  );
}
