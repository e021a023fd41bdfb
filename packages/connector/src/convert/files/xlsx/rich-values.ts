import { EMPHASIS, plainRun, type Run } from '../../tree.ts';
import { type Relation, relatedPart } from '../read-relations.ts';
import { readXml } from '../read-xml.ts';
import type { ZipParts } from '../read-zip.ts';

/** What a cell shows by the number of its rich value (`vm`); undefined where its own value is shown. */
export type RichValues = (number: string | undefined) => Run[] | undefined;

/** Errors that older programs do not know, for which a cell says `#VALUE!`. */
const ERRORS: Record<string, string> = {
  ...{ 7: '#BUSY!', 8: '#SPILL!', 9: '#CONNECT!', 10: '#BLOCKED!', 11: '#UNKNOWN!' },
  ...{ 12: '#FIELD!', 13: '#CALC!' },
};

type Value = { type: string; parts: ReadonlyMap<string, string> };

/**
 * Pictures in cells, data types (stocks, places) and newer errors ([MS-XLSX], 2.3.6): cells hold an
 * error for older programs, and name by a number what is shown.
 * @param relations of the workbook
 */
export async function readRichValues(
  zip: ZipParts,
  relations: ReadonlyMap<string, Relation>,
): Promise<RichValues> {
  const read = (type: string) => zip.read(relatedPart(relations, type) ?? '');
  const metadata = await read('sheetMetadata');
  if (!metadata.includes('valueMetadata')) return () => undefined;
  const places = valuesByNumber(metadata);
  const values = valuesIn(await read('rdRichValue'), await read('rdRichValueStructure'));
  return (number) => {
    const value = values[places[Number(number) - 1] ?? -1];
    return value && shownBy(value);
  };
}

function shownBy({ type, parts }: Value): Run[] | undefined {
  if (/image/i.test(type)) {
    const text = parts.get('Text')?.trim();
    return [{ text: text ? `Image: ${text}` : 'Image', marks: EMPHASIS }];
  }
  const text =
    type === '_error' ? ERRORS[parts.get('errorType') ?? ''] : parts.get('_DisplayString');
  return text ? [plainRun(text)] : undefined;
}

/** For each number that cells have, which of the values it is. */
function valuesByNumber(metadata: string): (number | undefined)[] {
  const types: string[] = [];
  const blocks: number[] = [];
  const numbers: (number | undefined)[] = [];
  let part = '';
  let future = '';
  readXml(metadata, {
    open: (name, attributes) => {
      if (name === 'metadataType') types.push(attributes.name ?? '');
      else if (name === 'futureMetadata') future = attributes.name ?? '';
      else if (name === 'cellMetadata' || name === 'valueMetadata') part = name;
      else if (name === 'rvb' && future === RICH) blocks.push(Number(attributes.i));
      else if (part === 'valueMetadata' && name === 'bk') numbers.push(undefined);
      else if (part === 'valueMetadata' && name === 'rc' && numbers.length > 0) {
        const isRich = types[Number(attributes.t) - 1] === RICH;
        if (isRich) numbers[numbers.length - 1] = blocks[Number(attributes.v)];
      }
    },
    close: (name) => {
      if (name === part) part = '';
      if (name === 'futureMetadata') future = '';
    },
  });
  return numbers;
}

const RICH = 'XLRICHVALUE';

function valuesIn(xml: string, structures: string): Value[] {
  const kinds: { type: string; keys: string[] }[] = [];
  readXml(structures, {
    open: (name, attributes) => {
      if (name === 's') kinds.push({ type: attributes.t ?? '', keys: [] });
      else if (name === 'k') kinds.at(-1)?.keys.push(attributes.n ?? '');
    },
  });
  const values: Value[] = [];
  let kind: (typeof kinds)[number] | undefined;
  let parts = new Map<string, string>();
  let text = '';
  readXml(xml, {
    open: (name, attributes) => {
      text = '';
      if (name !== 'rv') return;
      kind = kinds[Number(attributes.s)];
      parts = new Map();
      values.push({ type: kind?.type ?? '', parts });
    },
    text: (piece) => {
      text += piece;
    },
    close: (name) => {
      // Its parts stand in the order in which its kind names them.
      if (name === 'v' && kind) parts.set(kind.keys[parts.size] ?? '', text);
    },
  });
  return values;
}
