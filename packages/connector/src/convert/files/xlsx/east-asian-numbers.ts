/** Digits, and what stands behind tens, hundreds, thousands, and behind each four of these. */
type Signs = { digits: string; units: string; groups: string; leavesOutOne: boolean };

const signs = (digits: string, units: string, groups: string): Signs => ({
  ...{ digits, units, groups },
  leavesOutOne: false,
});

/** By the number of `DBNum` and the number that Windows has for the language (ECMA-376, 18.8.31). */
const SIGNS: Record<string, Signs> = {
  '1 804': signs('〇一二三四五六七八九', '十百千', '万亿'),
  '2 804': signs('零壹贰叁肆伍陆柒捌玖', '拾佰仟', '万亿'),
  '1 404': signs('○一二三四五六七八九', '十百千', '萬億'),
  '2 404': signs('零壹貳參肆伍陸柒捌玖', '拾佰仟', '萬億'),
  '1 411': { ...signs('〇一二三四五六七八九', '十百千', '万億'), leavesOutOne: true },
  '2 411': signs('〇壱弐参四伍六七八九', '拾百阡', '萬億'),
};
const WIDE = signs('０１２３４５６７８９', '', '');
const LONGEST_FORMAT = 500;

/** Writes the digits of a shown value in the signs of East Asia. */
export type EastAsianNumbers = (shown: string) => string;

/** Undefined for a format that leaves digits as they are. */
export function eastAsianNumbers(format: string, isDate: boolean): EastAsianNumbers | undefined {
  if (format.length > LONGEST_FORMAT || !format.includes('DBNum')) return undefined;
  const kind = /\[DBNum([123])\]/.exec(format)?.[1];
  const language = /\[\$[^\]-]{0,20}-0{0,5}([48][01][14])\]/.exec(format)?.[1] ?? '';
  const found = kind === '3' ? WIDE : SIGNS[`${kind} ${language}`];
  if (!found) return undefined;
  const isReadOut = kind !== '3' && /General|通用格式|標準|标准/i.test(format);
  return (shown) =>
    shown.replace(/(\.?)(\d+)/g, (_, point: string, digits: string) => {
      if (isDate && digits.length < 3 && !digits.startsWith('0') && kind !== '3')
        return point + readOut(digits, found).replace(/^[一壹壱](?=[十拾])/, '');
      if (isReadOut && point === '') return readOut(digits, found);
      return point + Array.from(digits, (digit) => found.digits[Number(digit)]).join('');
    });
}

const LONGEST_READ_OUT = 12;

/** 105 is “one hundred nought five”; a nought stands once for all that follow each other. */
function readOut(digits: string, { digits: names, units, groups, leavesOutOne }: Signs): string {
  const isShort = digits.length <= LONGEST_READ_OUT;
  if (!isShort || Number(digits) === 0)
    return Array.from(digits, (digit) => names[Number(digit)]).join('');
  let text = '';
  let hasGap = false;
  let isGroupEmpty = true;
  for (const [at, digit] of [...digits].entries()) {
    const place = digits.length - 1 - at;
    if (digit === '0') hasGap = true;
    else {
      const isBare = leavesOutOne && digit === '1' && place % 4 > 0;
      if (hasGap && !leavesOutOne) text += names[0] ?? '';
      if (!isBare) text += names[Number(digit)] ?? '';
      text += units[(place % 4) - 1] ?? '';
      hasGap = false;
      isGroupEmpty = false;
    }
    if (place % 4 > 0 || place === 0) continue;
    if (!isGroupEmpty) text += groups[place / 4 - 1] ?? '';
    isGroupEmpty = true;
  }
  return text;
}
