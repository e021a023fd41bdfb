const DAY_MS = 86_400_000;
/** The day from which computers count, in Excel’s calendar. */
const UNIX_DAY = 25_569;

/** Calendars that count years by rulers or republics, by the languages whose formats use them. */
const CALENDARS = new Map([
  ['411', 'ja-JP-u-ca-japanese'],
  ['ja-jp', 'ja-JP-u-ca-japanese'],
  ['404', 'zh-TW-u-ca-roc'],
  ['zh-tw', 'zh-TW-u-ca-roc'],
]);

/**
 * Languages whose names of days and months numfmt does not know, by the number that Windows has for
 * them: Spanish as Excel sets it by default, and Russian and Ukrainian months as they stand behind a day.
 * `findings/numfmt-languages-of-windows.sh`
 */
const NAMES = new Map([
  ['c0a', 'es'],
  ['fc19', 'ru'],
  ['fc22', 'uk'],
  ['425', 'et'],
  ['42f', 'mk'],
  ['43e', 'ms'],
  ['42d', 'eu'],
  ['456', 'gl'],
  ['241a', 'sr-Latn'],
  ['1c1a', 'sr-Cyrl'],
]);

/** Digits before those of a language name a calendar or the shape of digits. */
const LANGUAGE = /\[\$[^\]-]{0,20}-(?:[\da-f]{0,4}?0{0,3}([\da-f]{3,4})|([a-z]{2}-[a-z]{2}))\]/i;
/** Texts and signs that stand for themselves, and those for eras, their years, and names. */
const PIECE = /"[^"]*"|\\.|\[[^\]]*\]|g{1,3}|e{1,2}|m{3,5}|d{3,4}/gi;

/**
 * A format of dates in which what the library does not know is replaced by the words for this day:
 * eras (`ggge`) and names in some languages. Others stay as they are.
 */
export function withWordsOf(format: string, serial: number): string {
  const [, number = '', tag = ''] = LANGUAGE.exec(format) ?? [];
  const language = (number.replace(/^0/, '') || tag).toLowerCase();
  const calendar = CALENDARS.get(language);
  const names = NAMES.get(language);
  const day = new Date(Math.floor(serial - UNIX_DAY) * DAY_MS);
  if ((!calendar && !names) || Number.isNaN(day.getTime())) return format;
  return format.replace(PIECE, (piece) => {
    const sign = piece[0]?.toLowerCase();
    const word =
      sign === 'g' || sign === 'e'
        ? calendar && eraOrYear(day, calendar, piece)
        : names && (sign === 'm' || sign === 'd') && nameOf(day, names, piece);
    return word ? `"${word}"` : piece;
  });
}

/** What stands between day, month and year where that is no `/`, by the numbers that Windows has. */
const SEPARATORS = new Map<string, string>(
  [
    ...['402', '405', '407', '40b', '40e', '40f', '414', '415', '418', '419', '41a', '41b'],
    ...['41f', '422', '424', '425', '426', '42f', '807', '810', '814', 'c07', '1007', '100c'],
    ...['1407', 'de-de', 'de-at', 'de-ch', 'pl-pl', 'cs-cz', 'ru-ru', 'tr-tr', 'fi-fi', 'nb-no'],
  ].map((language) => [language, '.']),
);
for (const language of ['406', '413', '41d', '427', 'nl-nl', 'sv-se', 'da-dk'])
  SEPARATORS.set(language, '-');

/**
 * A format of dates with the separator of the language that it names: `/` stands for whichever that is
 * (ECMA-376, 18.8.31), and `[$-407]d/ mmmm` is how Excel keeps `6. Mai`.
 */
export function withOwnSeparator(format: string): string {
  if (!format.includes('/') || format.length > LONGEST_FORMAT) return format;
  const [, number = '', tag = ''] = LANGUAGE.exec(format) ?? [];
  const separator = SEPARATORS.get((number.replace(/^0/, '') || tag).toLowerCase());
  if (separator === undefined) return format;
  return format.replace(/"[^"]*"|\\.|\[[^\]]*\]|\//g, (piece) =>
    piece === '/' ? `"${separator}"` : piece,
  );
}

const LONGEST_FORMAT = 500;

/** `g` is the letter of an era, `gg` its first sign, `ggg` its name; `e` is its year. */
function eraOrYear(day: Date, locale: string, piece: string): string {
  const isYear = piece[0]?.toLowerCase() === 'e';
  const era = piece.length === 1 ? 'narrow' : 'long';
  const found = partOf(day, locale, isYear ? 'year' : 'era', { era, year: 'numeric' });
  // The first year has a name of its own, which Excel does not use.
  if (isYear) return (/^\d+$/.test(found) ? found : '1').padStart(piece.length, '0');
  return piece.length === 2 ? found.slice(0, 1) : found;
}

/** `mmm` and `ddd` are short, `mmmmm` is the first letter. */
function nameOf(day: Date, locale: string, piece: string): string {
  const width = piece.length === 3 ? 'short' : 'long';
  const isMonth = piece[0]?.toLowerCase() === 'm';
  const name = isMonth
    ? partOf(day, locale, 'month', { day: 'numeric', month: width })
    : partOf(day, locale, 'weekday', { weekday: width });
  return piece.length === 5 ? name.slice(0, 1) : name.replace(/\.$/, '');
}

function partOf(
  day: Date,
  locale: string,
  type: Intl.DateTimeFormatPartTypes,
  options: Intl.DateTimeFormatOptions,
): string {
  const format = formatFor(locale, options);
  return format.formatToParts(day).find((part) => part.type === type)?.value ?? '';
}

/** By language and options, of which there are some dozens here. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a hundred times as long as using it, and a sheet may hold a date in every cell. */
function formatFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formats.set(key, made);
  return made;
}
