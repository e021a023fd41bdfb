import type { MarkupElement } from './markup-tree.ts';

/** Confluence's own, by the names that the older editor and the newer one have for them. */
const EMOTICONS = new Map(
  Object.entries({
    smile: '🙂',
    sad: '🙁',
    cheeky: '😛',
    laugh: '😀',
    wink: '😉',
    'thumbs-up': '👍',
    'thumbs-down': '👎',
    information: 'ℹ️',
    tick: '✅',
    cross: '❌',
    warning: '⚠️',
    plus: '➕',
    minus: '➖',
    question: '❓',
    'light-on': '💡',
    'light-off': '💡',
    'yellow-star': '⭐',
    'red-star': '⭐',
    'green-star': '⭐',
    'blue-star': '⭐',
    heart: '❤️',
    'broken-heart': '💔',
    check_mark: '✅',
    cross_mark: '❌',
    info: 'ℹ️',
    question_mark: '❓',
    exclamation: '❗',
    light_bulb_on: '💡',
    light_bulb_off: '💡',
    yellow_star: '⭐',
    red_star: '⭐',
    green_star: '⭐',
    blue_star: '⭐',
  }),
);

/** What newer editors name where older programs know no such sign. */
const STAND_IN = 'blue-star';

/** A sign as people see it; of one that only the site knows, the short name. */
export function emoticon({ attributes }: MarkupElement): string {
  const shown = attributes['ac:emoji-fallback'] ?? '';
  const short = attributes['ac:emoji-shortname'] ?? '';
  // Its own signs have their short name there once more.
  if (shown !== '' && !/^:[^:]{1,100}:$/.test(shown)) return shown;
  const name = attributes['ac:name'] ?? '';
  const isNamed = short === '' || name !== STAND_IN;
  const known = EMOTICONS.get(short.replaceAll(':', '')) ?? (isNamed ? EMOTICONS.get(name) : '');
  return known || short || shown || name;
}
