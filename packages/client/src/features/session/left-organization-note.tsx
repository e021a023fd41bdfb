import type { CurrentSession } from '@rita/contracts';
import { DoorOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import {
  keepLastOrganization,
  leftOrganization,
  readLastOrganization,
} from './left-organization.ts';

/** Says to somebody who was removed, or whose organization is gone, where they are now and why. */
export function LeftOrganizationNote({ session }: { session: CurrentSession }) {
  const { user, organization } = session;
  const [left, setLeft] = useState(() => leftOrganization(readLastOrganization(user.id), session));
  useEffect(() => {
    if (left === undefined) keepLastOrganization(user.id, organization);
  }, [left, user.id, organization]);
  if (left === undefined) return null;
  return (
    <Note tone="warn" icon={DoorOpen} role="status" className="m-4 mb-0 md:mx-9">
      <p className="font-[620]">{t.leftOrganization.title({ name: left.name })}</p>
      <p>{t.leftOrganization.text({ name: organization.name })}</p>
      <Button size="small" className="mt-2" onClick={() => setLeft(undefined)}>
        {t.leftOrganization.understood}
      </Button>
    </Note>
  );
}
