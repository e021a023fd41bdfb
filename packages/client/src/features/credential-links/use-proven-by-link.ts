import type { DataSourceConnection } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { credentialLinkQuery } from './credential-links.queries.ts';

/** Calls when access was proven by a link that was open while this page was, and the connection shows it. */
export function useProvenByLink(connection: DataSourceConnection, onProven: () => void): void {
  const { id, version, verified_at: verifiedAt } = connection;
  const { data: link } = useQuery(credentialLinkQuery(id, version));
  const seenOpen = useRef<{ id: string; verifiedAt: string | null }>(null);
  useEffect(() => {
    if (!link) return;
    const seen = seenOpen.current;
    if (link.end_reason === null && seen?.id !== link.id) {
      seenOpen.current = { id: link.id, verifiedAt };
    }
    const isUsed = link.end_reason === 'used' && seen?.id === link.id;
    if (!isUsed || seen.verifiedAt === verifiedAt) return;
    seenOpen.current = null;
    onProven();
  });
}
