import type { DataSourceConnection } from '@rita/contracts';
import { type ReactNode, useState } from 'react';
import { useInSight } from '../../lib/use-in-sight.ts';
import { ClockContext, stoppableClock } from '../../lib/use-now.ts';
import { connectionState } from '../runs/connection-state.ts';
import { CARD_GRID } from './listed-card.tsx';
import { rememberHeight, usualHeight } from './usual-height.ts';

type RowOfManyProps = { connections: readonly DataSourceConnection[]; children: ReactNode };

/**
 * Some cards of a long list: out of sight the browser does not lay them out, and their clock does not run. A grid
 * of its own, since one of hundreds of cards is laid out whole whenever one of them changes.
 */
export function RowOfMany({ connections, children }: RowOfManyProps) {
  const [{ clock, onSight }] = useState(createRow);
  const ref = useInSight<HTMLDivElement>(onSight);
  const now = Date.now();
  const kind = connections.map((connection) => connectionState(connection, now)).join('-');
  return (
    <div
      ref={ref}
      data-kind={kind}
      className={`${CARD_GRID} out-of-sight`}
      style={{ containIntrinsicBlockSize: `auto ${usualHeight(kind)}` }}
    >
      <ClockContext value={clock}>{children}</ClockContext>
    </div>
  );
}

function createRow() {
  const clock = stoppableClock();
  const onSight = (isInSight: boolean, row: HTMLElement) => {
    clock.run(isInSight);
    if (isInSight) rememberHeight(row);
  };
  return { clock, onSight };
}
