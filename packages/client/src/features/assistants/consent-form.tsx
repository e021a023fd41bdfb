import type { Consent } from '@rita/contracts';
import { useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Note } from '../../components/ui/note.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import { SettingRows } from '../settings/setting-rows.tsx';
import { useAnswerConsent } from './assistants.queries.ts';

const texts = t.consent;

type ConsentFormProps = { id: string; consent: Consent; userName: string };

/** Who asks, where the answer goes, for what and where: and the two answers. */
export function ConsentForm({ id, consent, userName }: ConsentFormProps) {
  const { organizations } = consent;
  const [organizationId, setOrganizationId] = useState(organizations[0]?.id ?? '');
  const answer = useAnswerConsent(id);
  const isBusy = answer.isPending || answer.isSuccess;
  return (
    <div className="space-y-4">
      {consent.is_on_this_machine && <Note tone="warn">{texts.thisMachine}</Note>}
      <SettingRows
        rows={[
          { label: texts.goesTo, value: <b>{consent.redirect_host}</b> },
          {
            label: texts.mayRead,
            value: consent.scopes.map((one) => texts.scopes[one]).join('; '),
          },
        ]}
      />
      <Field label={texts.organization}>
        {(control) => (
          <Select
            {...control}
            value={organizationId}
            onChange={(event) => setOrganizationId(event.target.value)}
          >
            {organizations.map(({ id: value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <p className="text-[13px] text-muted">{texts.asYou({ name: userName })}</p>
      {answer.error && <ProblemNote error={answer.error} />}
      <div className="flex gap-2">
        <Button variant="primary" isBusy={isBusy} onClick={() => answer.mutate(organizationId)}>
          {texts.allow}
        </Button>
        <Button isBusy={isBusy} onClick={() => answer.mutate(null)}>
          {texts.refuse}
        </Button>
      </div>
    </div>
  );
}
