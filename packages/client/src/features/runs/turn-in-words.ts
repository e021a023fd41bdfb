import { t } from '../../i18n/index.ts';

/** “Waiting for its turn: place 3”, where a run waits at the connector for others to end. */
export function turnInWords({
  run_queue_position: place,
}: {
  run_queue_position: number | null;
}): string | null {
  if (place === null) return null;
  return place === 1 ? t.run.nextInTurn : t.run.inTurn({ place });
}
