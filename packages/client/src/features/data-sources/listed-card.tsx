import { memo } from 'react';
import { inEveryLanguage } from '../../i18n/language.ts';
import { DataSourceCard } from './data-source-card.tsx';

/** Drawn again when its own connection changes, not for every other one. */
export const ListedCard = memo(inEveryLanguage(DataSourceCard));

/** Cards beside and below each other. */
export const CARD_GRID = 'grid grid-cols-1 gap-4 lg:grid-cols-2';
/** What a card stands in: no wider than its column, and as high as a card beside it. */
export const CARD_PLACE = 'grid min-w-0 grid-cols-[minmax(0,1fr)]';
