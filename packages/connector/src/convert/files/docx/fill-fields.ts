import { escapeUTF8 } from 'entities';
import type { ZipParts } from '../read-zip.ts';
import { applyEdits, type Edit } from './apply-edits.ts';
import { countedFields } from './count-fields.ts';
import { type Field, type FieldValues, readFields } from './fields-in.ts';
import type { TextStyles } from './read-text-styles.ts';
import { readProperties, referringFields } from './refer-fields.ts';

/**
 * Gives fields that keep no text the one that Word shows: it counts when it opens the file, and programs
 * that cannot count leave that to it.
 * @param settings reads `settings.xml`
 */
export async function withShownFields(
  zip: ZipParts,
  xml: string,
  { styles, settings }: { styles: TextStyles; settings: () => Promise<string> },
): Promise<string> {
  if (!hasUnshown(xml)) return xml;
  const depthOf = (style: string | undefined) => {
    const { known, depth } = styles.of(style);
    return Number(/^heading ([1-9])$/i.exec(styles.names.get(known ?? '') ?? '')?.[1]) || depth;
  };
  const counted = withFilledFields(xml, countedFields(depthOf));
  const properties = await readProperties(zip, await settings());
  const given = { properties, styleNames: styles.names };
  return withFilledFields(counted, referringFields(counted, given));
}

function hasUnshown(xml: string): boolean {
  if (!/<w:(?:instrText|fldSimple)[\s>]/.test(xml)) return false;
  let found = false;
  const field = ({ result }: Field) => {
    found ||= !result;
  };
  readFields(xml, { field, paragraph: () => {} });
  return found;
}

/** Writes into fields without a text what they show. */
function withFilledFields(xml: string, { shownBy, startParagraph }: FieldValues): string {
  const edits: Edit[] = [];
  readFields(xml, {
    paragraph: startParagraph ?? (() => {}),
    field: (field) => {
      const value = shownBy(field);
      const { place } = field;
      if (field.result || field.isWithinInstruction || !value || !place) return;
      const element = `<w:t xml:space="preserve">${escapeUTF8(value)}</w:t>`;
      edits.push({ ...place, text: place.isRun ? `<w:r>${element}</w:r>` : element });
    },
  });
  return applyEdits(xml, edits);
}
