import type { DataSourceConnection } from '@rita/contracts';
import { useState } from 'react';
import { keepDraft, readDraft } from '../../lib/tab-drafts.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { draftOf, withDraft } from './draft.ts';
import type { ConfigurationValues } from './form-model.ts';

/**
 * What was typed on an earlier visit of this tab and not saved, as after a server that was away or a
 * session that ended. Secrets are not among it.
 */
export function useDraft(connection: DataSourceConnection, stored: ConfigurationValues) {
  const { user } = useCurrentSession();
  const key = `${user.id}.${connection.id}`;
  const [began] = useState(stored);
  const [restored, setRestored] = useState(() =>
    withDraft(connection.type, stored, readDraft(key)),
  );
  return {
    restored,
    keep: (values: ConfigurationValues) => keepDraft(key, draftOf(values, stored, began)),
    discard: () => {
      keepDraft(key, undefined);
      setRestored(undefined);
    },
  };
}
