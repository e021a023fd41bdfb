import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { TextLink } from './text-link.tsx';

/** For a link in a mail that leads nowhere any more. `to`: where to ask for another one. */
export function LinkGone({ to }: { to: '/sign-up' | '/forgot-password' }) {
  return (
    <>
      <Note tone="warn" role="alert">
        {t.session.linkGone}
      </Note>
      <p className="mt-5">
        <TextLink to={to}>{t.session.askAgain}</TextLink>
      </p>
    </>
  );
}
