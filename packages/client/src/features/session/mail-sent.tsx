import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';

type MailSentProps = { email: string; isDelivered: boolean };

/** The same for everybody: whether there is an account stands in the mail alone. */
export function MailSent({ email, isDelivered }: MailSentProps) {
  return (
    <Note tone="info" role="status">
      {isDelivered ? t.session.mailSent({ email }) : t.session.mailWritten({ email })}
    </Note>
  );
}
