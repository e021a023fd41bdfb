import { ALERT_KINDS, type AlertKind } from '@rita/contracts';
import { useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { t } from '../../i18n/index.ts';
import { ChoiceList } from '../keys/choice-list.tsx';
import { useChooseKinds } from './change-webhook.queries.ts';

const texts = t.changeWebhook;

/** Which alerts the program is told of; each click counts at once. */
export function ToldKinds({ kinds }: { kinds: readonly AlertKind[] }) {
  const [chosen, setChosen] = useState(kinds);
  const choose = useChooseKinds();
  return (
    <div className="space-y-2">
      <ChoiceList
        label={texts.toldOf}
        choices={ALERT_KINDS.map((value) => ({ value, label: t.alerts.kinds[value] }))}
        chosen={chosen}
        onChange={(values) => {
          const next = ALERT_KINDS.filter((kind) => values.includes(kind));
          setChosen(next);
          if (next.length > 0) choose.mutate(next);
        }}
        error={chosen.length === 0 ? texts.toldOfNothing : undefined}
      />
      {choose.error && <ProblemNote error={choose.error} />}
    </div>
  );
}
