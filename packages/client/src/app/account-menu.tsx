import { useNavigate } from '@tanstack/react-router';
import { Check, ChevronsUpDown, LogOut, SlidersHorizontal, UserRound } from 'lucide-react';
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuSeparator,
} from '../components/ui/dropdown-menu.tsx';
import { useSignOut, useSwitchOrganization } from '../features/session/session.mutations.ts';
import { useCurrentSession } from '../features/session/session.queries.ts';
import { t } from '../i18n/index.ts';

/** Who is signed in and where; switches organizations and signs out. */
export function AccountMenu() {
  const { user, organization, organizations } = useCurrentSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const switchOrganization = useSwitchOrganization();
  const all = [organization, ...organizations.filter(({ id }) => id !== organization.id)];
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          className="flex w-full min-w-0 items-center gap-2.5 rounded-control p-2 text-start hover:bg-surface"
        >
          <Monogram name={organization.name} />
          <span className="min-w-0 flex-1">
            <span className="sr-only">{t.nav.accountMenu}: </span>
            <bdi className="line-clamp-2 leading-tight font-semibold text-page-start [overflow-wrap:anywhere]">
              {organization.name}
            </bdi>
            <span className="block truncate text-[12px] leading-tight text-muted">
              {user.email}
            </span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        </button>
      }
    >
      {all.length > 1 && (
        <>
          <MenuLabel>{t.nav.switchOrganization}</MenuLabel>
          {all.map(({ id, name }) => (
            <MenuItem
              key={id}
              disabled={id === organization.id}
              onSelect={() => switchOrganization.mutate(id)}
            >
              <bdi className="max-w-52 flex-1 truncate">{name}</bdi>
              {id === organization.id && <Check aria-hidden />}
            </MenuItem>
          ))}
          <MenuSeparator />
        </>
      )}
      <MenuItem onSelect={() => navigate({ to: '/account' })}>
        <UserRound aria-hidden />
        {t.nav.account}
      </MenuItem>
      <MenuItem onSelect={() => navigate({ to: '/settings' })}>
        <SlidersHorizontal aria-hidden />
        {t.nav.settings}
      </MenuItem>
      <MenuItem onSelect={() => signOut.mutate()}>
        <LogOut aria-hidden />
        {t.nav.signOut}
      </MenuItem>
    </DropdownMenu>
  );
}

function Monogram({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-8 shrink-0 place-items-center rounded-control bg-brand text-[13px] font-semibold text-on-brand"
    >
      {Array.from(name.trim())[0]?.toUpperCase() ?? '·'}
    </span>
  );
}
