import { memo } from 'react';
import { t } from '../../i18n/index.ts';
import type { CardProps } from './data-source-card.tsx';
import { CARD_PLACE, ListedCard } from './listed-card.tsx';
import { RowOfMany } from './row-of-many.tsx';

/** As many cards as stand beside each other. */
const ROW = 2;

type CardsProps = { cards: readonly CardProps[] };

/** So many cards that drawing each of them all the time would make the page slow. */
export function LongList({ cards }: CardsProps) {
  const rows = Array.from({ length: Math.ceil(cards.length / ROW) }, (_, at) =>
    cards.slice(at * ROW, (at + 1) * ROW),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: items stand in rows, and a ul may hold nothing but items
    <div role="list" aria-label={t.dataSources.list} className="space-y-4">
      {rows.map((row) => (
        <Row key={row[0]?.connection.id} cards={row} />
      ))}
    </div>
  );
}

const Row = memo(function Row({ cards }: CardsProps) {
  return (
    <RowOfMany connections={cards.map(({ connection }) => connection)}>
      {cards.map((card) => (
        // biome-ignore lint/a11y/useSemanticElements: an li would need its ul around it
        <div key={card.connection.id} role="listitem" className={CARD_PLACE}>
          <ListedCard {...card} />
        </div>
      ))}
    </RowOfMany>
  );
}, haveSameCards);

function haveSameCards({ cards: before }: CardsProps, { cards: now }: CardsProps): boolean {
  const isSame = (card: CardProps, at: number) =>
    card.connection === before[at]?.connection && card.isToldAbove === before[at].isToldAbove;
  return now.length === before.length && now.every(isSame);
}
