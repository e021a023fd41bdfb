import { isFixedWidthName } from '../../fixed-width-names.ts';
import { applyEdits, type Edit } from './apply-edits.ts';
import { type Paragraph, paragraphsIn, type Settings, type TextRun } from './paragraphs-in.ts';
import { depthOf, type TextStyles } from './read-text-styles.ts';
import { CODE_STYLE, headingStyle } from './style-map.ts';

/** A paragraph that is longer is no heading, whatever its level in the outline. */
const LONGEST_HEADING = 250;

/**
 * Gives paragraphs and runs the styles that the map knows, by what people see: styles that come
 * from known ones, levels of the outline, and text in a font for code, which is how most people
 * write it.
 */
export function withSettledStyles(xml: string, given: TextStyles): string {
  const paragraphs = paragraphsIn(xml);
  const styles = asTheyTell(paragraphs, given);
  const isCode = codeAmong(paragraphs, xml, styles);
  const edits = paragraphs.flatMap((paragraph, at) =>
    editsOf(paragraph, isCode[at] ?? false, styles),
  );
  return applyEdits(xml, edits);
}

function editsOf(paragraph: Paragraph, looksLikeCode: boolean, styles: TextStyles): Edit[] {
  const { known, isCode } = styles.of(paragraph.style);
  const settled = known ?? headingOf(paragraph, styles) ?? (looksLikeCode ? CODE_STYLE : undefined);
  const ofParagraph =
    settled === undefined || settled === paragraph.style
      ? []
      : [styleEdit('p', paragraph.settings, settled)];
  if (isCode || settled === CODE_STYLE) return ofParagraph;
  return [...ofParagraph, ...paragraph.runs.flatMap((run) => editsOfRun(run, paragraph, styles))];
}

function headingOf({ style, level, length }: Paragraph, styles: TextStyles): string | undefined {
  const depth = level === undefined ? styles.of(style).depth : depthOf(level);
  const isHeading = depth !== undefined && length > 0 && length <= LONGEST_HEADING;
  return isHeading ? headingStyle(depth) : undefined;
}

function editsOfRun(run: TextRun, paragraph: Paragraph, styles: TextStyles): Edit[] {
  const { known } = styles.of(run.style);
  const settled = known ?? (isFixedWidth(run, paragraph, styles) ? CODE_STYLE : undefined);
  const isSettled = settled === undefined || settled === run.style;
  return isSettled ? [] : [styleEdit('r', run.settings, settled)];
}

function isFixedWidth(run: TextRun, paragraph: Paragraph, styles: TextStyles): boolean {
  if (styles.isAllFixedWidth) return false;
  if (run.font !== undefined) return isFixedWidthName(run.font);
  return styles.of(run.style).isFixedWidth || styles.of(paragraph.style).isFixedWidth;
}

/** Where all of the text is in a font for code, it is how the document looks, and tells nothing. */
function asTheyTell(paragraphs: readonly Paragraph[], styles: TextStyles): TextStyles {
  const hasOther = paragraphs.some((one) =>
    one.runs.some((run) => !isFixedWidth(run, one, styles)),
  );
  return hasOther ? styles : { ...styles, isAllFixedWidth: true };
}

/** Which paragraphs are lines of code. */
function codeAmong(paragraphs: readonly Paragraph[], xml: string, styles: TextStyles): boolean[] {
  const isCode = paragraphs.map(
    (one) =>
      !one.isNumbered &&
      one.runs.length > 0 &&
      one.runs.every((run) => isFixedWidth(run, one, styles)),
  );
  for (let at = 0; at < paragraphs.length; at += 1) {
    if (!isCode[at]) continue;
    // Empty lines between those of code.
    let next = at + 1;
    while (isEmptyLine(paragraphs, next, { xml, styles })) next += 1;
    if (isCode[next] && areNeighbours(paragraphs, next, xml)) isCode.fill(true, at, next);
  }
  return isCode;
}

function isEmptyLine(
  paragraphs: readonly Paragraph[],
  at: number,
  { xml, styles }: { xml: string; styles: TextStyles },
): boolean {
  const one = paragraphs[at];
  if (!one || one.runs.length > 0 || !areNeighbours(paragraphs, at, xml)) return false;
  return isFixedWidthName(one.font) || styles.of(one.style).isFixedWidth;
}

/** Whether nothing stands between a paragraph and the one before. */
function areNeighbours(paragraphs: readonly Paragraph[], at: number, xml: string): boolean {
  const before = paragraphs[at - 1]?.end ?? 0;
  const start = paragraphs[at]?.start ?? 0;
  return start - before < LONGEST_GAP && before <= start && xml.slice(before, start).trim() === '';
}

/** Blanks between paragraphs, for whoever looks at the file itself. */
const LONGEST_GAP = 200;

function styleEdit(kind: 'p' | 'r', { start, end, isWhole }: Settings, id: string): Edit {
  const style = `<w:${kind}Style w:val="${id}"/>`;
  return { start, end, text: isWhole ? `<w:${kind}Pr>${style}</w:${kind}Pr>` : style };
}
