import type { DataSourceConnection } from '@rita/contracts';
import { lazy, Suspense, useState } from 'react';
import { loadAllTexts } from '../../i18n/show-language.ts';
import { afterPaint } from '../../lib/after-paint.ts';
import { useCurrentSession, useMayWrite } from '../session/session.queries.ts';
import { CardToCome } from './card-to-come.tsx';
import { readSamplesMemory, rememberSamples, type SamplesMemory } from './samples-memory.ts';

/** Without its code or texts there is no offer; the page stands without it. */
const SamplesCard = lazy(async () => {
  // Its code is not to hold up the cards below it.
  await afterPaint();
  try {
    const [module] = await Promise.all([import('./samples-card.tsx'), loadAllTexts()]);
    return { default: module.SamplesCard };
  } catch {
    return { default: () => null };
  }
});

/**
 * In a trial, for whoever may connect sources, while one is not connected; where they were connected
 * from this browser also afterwards, until it is put away. Decides without asking the server, so that
 * the list below does not move.
 */
export function SamplesOffer({ connections }: { connections: readonly DataSourceConnection[] }) {
  const { organization, has_sample_sources: isTrial } = useCurrentSession();
  const mayWrite = useMayWrite();
  const [memory, setMemory] = useState(() => readSamplesMemory(organization.id));
  const isOpen = memory === 'connected' || connections.some(({ enabled }) => !enabled);
  if (!isTrial || !mayWrite || memory === 'put-away' || !isOpen) return null;
  const remember = (next: SamplesMemory) => {
    rememberSamples(organization.id, next);
    setMemory(next);
  };
  return (
    <Suspense fallback={<CardToCome />}>
      <SamplesCard connections={connections} onRemember={remember} />
    </Suspense>
  );
}
