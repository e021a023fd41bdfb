import { mayWrite } from '@rita/contracts';
import { Link } from '@tanstack/react-router';
import { Bot, LogOut, UserRound } from 'lucide-react';
import { Page } from '../components/page.tsx';
import { Button } from '../components/ui/button.tsx';
import { Field } from '../components/ui/field.tsx';
import { AlertsCard } from '../features/alerts/alerts-card.tsx';
import { ChangeWebhookCard } from '../features/change-webhook/change-webhook-card.tsx';
import { DomainsCard } from '../features/domains/domains-card.tsx';
import { OrganizationCard } from '../features/organization/organization-card.tsx';
import { OrganizationsCard } from '../features/organization/organizations-card.tsx';
import { useSignOut } from '../features/session/session.mutations.ts';
import { useCurrentSession } from '../features/session/session.queries.ts';
import { ConnectorCard } from '../features/settings/connector-card.tsx';
import { LanguageChoice } from '../features/settings/language-choice.tsx';
import { SettingRows, SettingsCard } from '../features/settings/setting-rows.tsx';
import { ThemeChoice } from '../features/settings/theme-choice.tsx';
import { t } from '../i18n/index.ts';

const texts = t.settings;

export function SettingsPage() {
  const { user, organizations, role } = useCurrentSession();
  const signOut = useSignOut();
  return (
    <Page title={texts.title} description={texts.description} isNarrow>
      <div className="space-y-5">
        <OrganizationCard />
        {organizations.length > 0 && <OrganizationsCard />}
        <SettingsCard title={t.assistants.title} description={t.assistants.text}>
          <Button asChild>
            <Link to="/settings/assistants">
              <Bot aria-hidden />
              {t.assistants.open}
            </Link>
          </Button>
        </SettingsCard>
        <AlertsCard />
        {mayWrite(role) && <ChangeWebhookCard topic="alerts" />}
        {mayWrite(role) && <ChangeWebhookCard topic="documents" />}
        {role === 'owner' && <DomainsCard />}
        <SettingsCard title={texts.account}>
          <SettingRows
            rows={[
              { label: texts.signedInAs, value: user.name },
              { label: texts.email, value: user.email },
            ]}
          />
          <div className="mt-4 flex flex-wrap gap-2">
            <Button asChild>
              <Link to="/account">
                <UserRound aria-hidden />
                {texts.manageAccount}
              </Link>
            </Button>
            <Button isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
              <LogOut aria-hidden />
              {t.nav.signOut}
            </Button>
          </div>
        </SettingsCard>
        <SettingsCard title={texts.appearance}>
          <div className="space-y-4">
            <ThemeChoice />
            <Field label={texts.language} className="w-56">
              {({ id }) => <LanguageChoice id={id} />}
            </Field>
          </div>
        </SettingsCard>
        <ConnectorCard />
      </div>
    </Page>
  );
}
