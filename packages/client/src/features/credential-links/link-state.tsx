import type { CredentialLink } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { formatMoment } from '../../lib/format.ts';

/** How far it has come with a link: who made it, whether it was opened, until when, or how it ended. */
export function LinkState({ link }: { link: CredentialLink }) {
  const now = Date.now();
  const texts = t.askSomebody;
  if (link.end_reason !== null) {
    return (
      <p role="status" className="text-muted">
        {texts.ends[link.end_reason]}
      </p>
    );
  }
  return (
    <p role="status" className="text-muted">
      {texts.made({ name: link.made_by, when: formatMoment(link.created_at, now) })}{' '}
      {link.opened_at === null
        ? texts.notOpened
        : texts.opened({ when: formatMoment(link.opened_at, now) })}{' '}
      {texts.expires({ when: formatMoment(link.expires_at, now) })}
    </p>
  );
}
