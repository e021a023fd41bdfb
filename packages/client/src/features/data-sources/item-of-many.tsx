import type { DataSourceConnection } from '@rita/contracts';
import { type ReactNode, useState } from 'react';
import { useInSight } from '../../lib/use-in-sight.ts';
import { ClockContext, stoppableClock } from '../../lib/use-now.ts';
import { type ConnectionState, connectionState } from '../runs/connection-state.ts';

type ItemOfManyProps = { connection: DataSourceConnection; children: ReactNode };

/** A card in a long list: out of sight the browser does not lay it out, and its clock does not run. */
export function ItemOfMany({ connection, children }: ItemOfManyProps) {
  const [{ clock, onSight }] = useState(createItem);
  const ref = useInSight<HTMLLIElement>(onSight);
  const state = connectionState(connection, Date.now());
  return (
    <li
      ref={ref}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] out-of-sight"
      style={{ containIntrinsicBlockSize: `auto var(${usualHeight(state)}, 184px)` }}
    >
      <ClockContext value={clock}>{children}</ClockContext>
    </li>
  );
}

function createItem() {
  const clock = stoppableClock();
  const onSight = (isInSight: boolean, item: HTMLElement) => {
    clock.run(isInSight);
    if (isInSight) rememberHeight(item);
  };
  return { clock, onSight };
}

/** How high cards of a state are, for those that were not drawn yet. */
function usualHeight(state: ConnectionState): string {
  return `--usual-height-${state}`;
}

/**
 * A card that takes another height when it is drawn than was kept free for it moves all below it, so that
 * everything is laid out anew. The least height counts: a card is as high as a higher one beside it.
 */
function rememberHeight(item: HTMLElement): void {
  const list = item.parentElement;
  const state = item.querySelector('article')?.dataset.state as ConnectionState | undefined;
  if (list === null || state === undefined) return;
  const { height } = item.getBoundingClientRect();
  const known = Number.parseFloat(list.style.getPropertyValue(usualHeight(state)));
  if (height === 0 || known <= height) return;
  list.style.setProperty(usualHeight(state), `${height}px`);
}
