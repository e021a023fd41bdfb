import { hostileOffice, hostileOpen, hostileOthers, hostileTables } from './hostile-files.ts';
import { hostileMarkup, hostileTexts } from './hostile-markup.ts';
import { type HostileDocument, setShare } from './hostile-sizes.ts';

/**
 * Documents that are larger, deeper or wider than any that people write, put together from harmless
 * parts; `share` makes all of them smaller. They hold nothing that is known to trouble some
 * program: only sizes and depths.
 */
export function hostileDocuments(share = 1): HostileDocument[] {
  setShare(share);
  return [
    ...hostileMarkup(),
    ...hostileTexts(),
    ...hostileTables(),
    ...hostileOffice(),
    ...hostileOpen(),
    ...hostileOthers(),
  ];
}
