import { boxOf } from '../../flatten-blocks.ts';
import { type Block, paragraph, plainRun, STRONG } from '../../tree.ts';

export type Annotation = Record<string, unknown>;

/** What people put on a page to say something (ISO 32000-1, 12.5.6.2); their windows say it again. */
const REMARKS = new Set([
  ...['Text', 'FreeText', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret', 'Stamp'],
  ...['Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Ink', 'FileAttachment'],
]);

/** What stands in a form’s field, and what somebody wrote on the page. */
export function noteOf(annotation: Annotation): Block[] {
  const { subtype, contentsObj } = annotation;
  if (subtype === 'Widget') return fieldOf(annotation);
  const written = (contentsObj as { str?: unknown } | undefined)?.str;
  const isRemark = typeof subtype === 'string' && REMARKS.has(subtype);
  if (!isRemark || typeof written !== 'string' || written.trim() === '') return [];
  return [paragraph(plainRun(written.replaceAll('\r', '\n')))];
}

function fieldOf(annotation: Annotation): Block[] {
  const shown = filledIn(annotation);
  if (shown === '') return [];
  const { fieldName } = annotation;
  const label = typeof fieldName === 'string' && fieldName !== '' ? fieldName : 'Field';
  return [paragraph({ text: `${label}:`, marks: STRONG }, plainRun(` ${shown}`))];
}

/** Empty for a field that nobody filled in. */
function filledIn({ checkBox, radioButton, pushButton, fieldValue, ...field }: Annotation): string {
  if (pushButton === true) return '';
  if (checkBox === true) return boxOf(fieldValue === field.exportValue).trim();
  if (radioButton === true && fieldValue !== field.buttonValue) return '';
  const values = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  const shown = values.filter((value) => typeof value === 'string').map(nameOf(field.options));
  return shown.join(', ').trim();
}

/** Entries of a list are stored by a value that only programs see. */
function nameOf(options: unknown): (value: string) => string {
  const entries = (Array.isArray(options) ? options : []) as Record<string, unknown>[];
  return (value) => {
    const name = entries.find(({ exportValue }) => exportValue === value)?.displayValue;
    return typeof name === 'string' ? name : value;
  };
}
