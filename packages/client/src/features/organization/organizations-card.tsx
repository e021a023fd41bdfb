import { ProblemNote } from '../../components/problem-note.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { useSwitchOrganization } from '../session/session.mutations.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';

const texts = t.settings;

/** All organizations that somebody is in, with their whole names, to switch between. */
export function OrganizationsCard() {
  const { organization, role, organizations } = useCurrentSession();
  const change = useSwitchOrganization();
  const all = [{ ...organization, role }, ...organizations];
  return (
    <SettingsCard title={texts.organizations} description={texts.organizationsText}>
      <ul className="rounded-control border border-line">
        {all.map((one) => (
          <li
            key={one.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-3 py-2.5 first:border-t-0"
          >
            <div className="min-w-0 flex-1 basis-40 [overflow-wrap:anywhere]">
              <bdi className="font-[550]">{one.name}</bdi>
              <p className="text-xs text-muted">{t.roleNames[one.role]}</p>
            </div>
            {one.id === organization.id ? (
              <Badge tone="off">{texts.current}</Badge>
            ) : (
              <Button
                size="small"
                isBusy={change.isPending && change.variables === one.id}
                onClick={() => change.mutate(one.id)}
              >
                {texts.switch}
                <span className="sr-only"> · {one.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {change.error && <ProblemNote error={change.error} className="mt-3" />}
    </SettingsCard>
  );
}
