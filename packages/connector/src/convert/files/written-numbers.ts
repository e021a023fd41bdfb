import { type NumberStyle, numberLabel } from '../number-label.ts';

const STYLES: Record<string, NumberStyle> = {
  lowerLetter: 'lower-letter',
  upperLetter: 'upper-letter',
  lowerRoman: 'lower-roman',
  upperRoman: 'upper-roman',
};

const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщыэюя';
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** Formats that count through a row of signs, and show digits behind its end (ECMA-376, 17.18.59). */
const ROWS: Record<string, string> = {
  russianLower: RUSSIAN,
  russianUpper: RUSSIAN.toUpperCase(),
  decimalEnclosedCircle: CIRCLED,
  decimalEnclosedCircleChinese: CIRCLED,
  ideographTraditional: '甲乙丙丁戊己庚辛壬癸',
  ideographZodiac: '子丑寅卯辰巳午未申酉戌亥',
  ganada: '가나다라마바사아자차카타파하',
  chosung: 'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ',
  aiueoFullWidth:
    'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン',
  irohaFullWidth:
    'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス',
  hebrew2: 'אבגדהוזחטיכלמנסעפצקרשת',
  arabicAlpha: 'أبتثجحخدذرزسشصضطظعغفقكلمنهوي',
  arabicAbjad: 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ',
  thaiLetters: 'กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ',
  decimalEnclosedParen: '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇',
  decimalEnclosedFullstop: '⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛',
  ideographEnclosedCircle: '㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉',
};

/** Formats that write each digit in a sign of their own. */
const DIGITS: Record<string, string> = {
  decimalFullWidth: '０１２３４５６７８９',
  decimalFullWidth2: '０１２３４５６７８９',
  hindiNumbers: '०१२३४५६७८९',
  thaiNumbers: '๐๑๒๓๔๕๖๗๘๙',
  ideographDigital: '〇一二三四五六七八九',
  japaneseDigitalTenThousand: '〇一二三四五六七八九',
  taiwaneseDigital: '○一二三四五六七八九',
  koreanDigital: '영일이삼사오육칠팔구',
  koreanDigital2: '零一二三四五六七八九',
};

/** Signs of notes, each row of them once more in double. */
const CHICAGO = '*†‡§';

/** Formats that read a number out in the signs of China, Japan or Korea. */
const COUNTED: Record<string, string> = {
  chineseCounting: '〇一二三四五六七八九',
  chineseCountingThousand: '〇一二三四五六七八九',
  taiwaneseCounting: '〇一二三四五六七八九',
  taiwaneseCountingThousand: '〇一二三四五六七八九',
  japaneseCounting: '〇一二三四五六七八九',
  koreanCounting: '영일이삼사오육칠팔구',
};
const UNITS = { chinese: ['', '十', '百', '千'], korean: ['', '십', '백', '천'] };

/** A number in one of Word’s formats; a format of one’s own (`001, 002, …`) is told by its start. */
export function writtenNumber(count: number, format: string): string {
  const padded = /^(0+1)\s*,/.exec(format)?.[1];
  if (padded !== undefined) return String(count).padStart(padded.length, '0');
  if (format === 'decimalZero') return String(count).padStart(2, '0');
  if (format === 'ordinal') return ordinal(count);
  if (format === 'numberInDash') return `- ${count} -`;
  if (format === 'hex') return count.toString(16).toUpperCase();
  if (format === 'hebrew1') return hebrewNumber(count);
  if (format === 'cardinalText' || format === 'ordinalText')
    return inWords(count, format === 'ordinalText');
  if (format === 'chicago' && count > 0)
    return (CHICAGO[(count - 1) % 4] ?? '').repeat(Math.min(9, Math.ceil(count / 4)));
  const signs = DIGITS[format];
  if (signs !== undefined)
    return String(count).replace(/\d/g, (digit) => signs[Number(digit)] ?? '');
  const row = ROWS[format];
  if (row !== undefined) return [...row][count - 1] ?? String(count);
  const digits = COUNTED[format];
  if (digits !== undefined) return readOut(count, digits, format.startsWith('korean'));
  return numberLabel(count, STYLES[format] ?? 'decimal');
}

function ordinal(count: number): string {
  const isTeen = count % 100 > 10 && count % 100 < 14;
  return `${count}${(isTeen ? '' : ['', 'st', 'nd', 'rd'][count % 10]) || 'th'}`;
}

const WORDS =
  'Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen'.split(
    ' ',
  );
const TENS = '- - Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety'.split(' ');
const ORDINALS: Record<string, string> = {
  ...{ one: 'first', two: 'second', three: 'third', five: 'fifth', eight: 'eighth', nine: 'ninth' },
  ...{ twelve: 'twelfth' },
};

/** In English, as Word does where a list has no other language; beyond 99 with digits. */
function inWords(count: number, isOrdinal: boolean): string {
  const tens = TENS[Math.floor(count / 10)] ?? '';
  const isPlain = count < WORDS.length;
  const cardinal = isPlain
    ? (WORDS[count] ?? '')
    : count % 10 === 0
      ? tens
      : `${tens}-${WORDS[count % 10]?.toLowerCase()}`;
  if (count < 1 || count > 99) return isOrdinal ? ordinal(count) : String(count);
  if (!isOrdinal) return cardinal;
  return cardinal.replace(/[A-Za-z]+$/, (word) => {
    const said = ORDINALS[word.toLowerCase()] ?? `${word.replace(/y$/, 'ie')}th`;
    return /^[A-Z]/.test(word) ? `${said[0]?.toUpperCase()}${said.slice(1)}` : said;
  });
}

const HEBREW = Object.entries({
  ...{ ת: 400, ש: 300, ר: 200, ק: 100, צ: 90, פ: 80, ע: 70, ס: 60, נ: 50, מ: 40, ל: 30, כ: 20 },
  ...{ טז: 16, טו: 15, י: 10, ט: 9, ח: 8, ז: 7, ו: 6, ה: 5, ד: 4, ג: 3, ב: 2, א: 1 },
});

/** Letters that are added up; 15 and 16 would spell a name of God otherwise. */
function hebrewNumber(count: number): string {
  if (count < 1 || count > 999) return String(count);
  let left = count;
  let text = '';
  for (const [letter, value] of HEBREW) {
    const isPair = value === 15 || value === 16;
    for (; isPair ? left === value : left >= value; left -= value) text += letter;
  }
  return text;
}

const LARGEST_READ_OUT = 9_999;

/** 12 is “ten two”, 21 “two ten one”; China says the noughts between as well. */
function readOut(count: number, digits: string, isKorean: boolean): string {
  if (count < 1 || count > LARGEST_READ_OUT) return String(count);
  const units = isKorean ? UNITS.korean : UNITS.chinese;
  const places = [...String(count)].map(Number);
  let text = '';
  for (const [at, digit] of places.entries()) {
    const unit = units[places.length - 1 - at] ?? '';
    const isBareUnit = digit === 1 && unit !== '' && (isKorean || (at === 0 && unit === '十'));
    if (digit > 0) text += (isBareUnit ? '' : digits[digit]) + unit;
    else if (!isKorean && places[at + 1]) text += digits[0];
  }
  return text;
}
