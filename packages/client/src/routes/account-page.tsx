import { useQuery } from '@tanstack/react-query';
import { Page } from '../components/page.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Button } from '../components/ui/button.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { accountQuery } from '../features/account/account.queries.ts';
import { PasswordCard } from '../features/account/password-card.tsx';
import { ProfileCard } from '../features/account/profile-card.tsx';
import { SecondFactorCard } from '../features/account/second-factor-card.tsx';
import { SessionsCard } from '../features/account/sessions-card.tsx';
import { OwnMatchesCard } from '../features/people/own-matches-card.tsx';
import { t } from '../i18n/index.ts';

const texts = t.account;

export function AccountPage() {
  const { data: account, error, refetch } = useQuery(accountQuery);
  return (
    <Page title={t.nav.account} description={texts.description} isNarrow>
      {account === undefined && error && (
        <ProblemNote
          error={error}
          action={<Button onClick={() => refetch()}>{t.common.retry}</Button>}
        />
      )}
      {account === undefined && !error && (
        <>
          <p className="sr-only">{texts.loading}</p>
          <Skeleton className="h-72 rounded-card!" />
        </>
      )}
      {account && (
        <div className="space-y-5">
          <ProfileCard account={account} />
          <OwnMatchesCard />
          <PasswordCard hasPassword={account.has_password} />
          {account.has_password && <SecondFactorCard factor={account.second_factor} />}
          <SessionsCard />
        </div>
      )}
    </Page>
  );
}
