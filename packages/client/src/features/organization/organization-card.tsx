import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { SettingRows, SettingsCard } from '../settings/setting-rows.tsx';
import { DeleteOrganizationDialog } from './delete-organization-dialog.tsx';
import { LeaveButton } from './leave-button.tsx';
import { RenameForm } from './rename-form.tsx';

const texts = t.settings;

/** The organization that one is in: its name, one's role, and the ways out. */
export function OrganizationCard() {
  const { organization, role } = useCurrentSession();
  const [isDeleting, setIsDeleting] = useState(false);
  const isOwner = role === 'owner';
  return (
    <SettingsCard title={texts.organization}>
      <div className="space-y-4">
        {isOwner && <RenameForm name={organization.name} />}
        <SettingRows
          rows={[
            ...(isOwner ? [] : [{ label: texts.name, value: <bdi>{organization.name}</bdi> }]),
            { label: texts.yourRole, value: t.roleNames[role], help: t.roleHelp[role] },
            {
              label: texts.identifier,
              value: <code className="font-mono text-[13px]">{organization.id}</code>,
              help: texts.identifierHelp,
            },
          ]}
        />
        <div className="flex flex-wrap items-start gap-2">
          <LeaveButton />
          {isOwner && (
            <Button variant="danger" onClick={() => setIsDeleting(true)}>
              {texts.delete}
            </Button>
          )}
        </div>
      </div>
      {isDeleting && <DeleteOrganizationDialog onClose={() => setIsDeleting(false)} />}
    </SettingsCard>
  );
}
