import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { alertSettingsQuery } from './alerts.queries.ts';
import { AlertsForm } from './alerts-form.tsx';

const texts = t.alerts;

/** What the person who is signed in is told by mail. */
export function AlertsCard() {
  const { data, error } = useQuery(alertSettingsQuery);
  const { email } = useCurrentSession().user;
  return (
    <SettingsCard title={texts.title} description={texts.text({ email })}>
      {data === undefined && error && <ProblemNote error={error} />}
      {data === undefined && !error && <Skeleton className="h-40 w-full" />}
      {data && <AlertsForm settings={data} />}
    </SettingsCard>
  );
}
