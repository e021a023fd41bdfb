import type { ConnectorInfo } from '@rita/contracts';
import { LockKeyhole, Send } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import { canSeal } from './seal-credentials.ts';

/** Says where the secret goes. `connector`: null when it publishes nothing about itself. */
export function SealNote({ connector }: { connector: ConnectorInfo | null | undefined }) {
  const key = connector?.sealing_key;
  const isSealed = Boolean(key) && canSeal();
  const Icon = isSealed ? LockKeyhole : Send;
  return (
    <div className="flex gap-2.5 rounded-control border border-line bg-sunken px-3 py-2.5 text-xs text-muted">
      <Icon
        aria-hidden
        className={isSealed ? 'mt-0.5 size-[15px] shrink-0 text-ok' : 'mt-0.5 size-[15px] shrink-0'}
      />
      {connector && key && isSealed ? (
        <p>
          {t.configure.sealed(connector.name)}
          <code className="font-mono whitespace-nowrap text-fg">{key.fingerprint}</code>
          {t.configure.sealedEnd}
        </p>
      ) : (
        <p>
          {t.configure.notSealed}
          {key && !canSeal() ? ` ${t.configure.noSubtle}` : ''}
        </p>
      )}
    </div>
  );
}
