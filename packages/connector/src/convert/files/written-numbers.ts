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
};

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
