const VML = 'xmlns:v="urn:schemas-microsoft-com:vml"';
const DEEPEST = 8;

/**
 * Text boxes in the one form that mammoth knows: most files have each twice, for older programs too,
 * and boxes may stand within others.
 */
export function withBoxes(xml: string, depth = 0): string {
  if (depth > DEEPEST) return xml;
  const deeper = (part: string) => withBoxes(part, depth + 1);
  const toPicture = (part: string) => {
    const boxes: string[] = [];
    replaceOuter(part, 'w:txbxContent', (box) => {
      boxes.push(deeper(box));
      return '';
    });
    const label = labelOf(part);
    if (boxes.length === 0) return part + label;
    return `${label}<w:pict>${boxes.map((box) => `<v:textbox ${VML}>${box}</v:textbox>`).join('')}</w:pict>`;
  };
  const replaced = replaceOuter(xml, 'mc:AlternateContent', (part) => {
    const inner = part.slice(part.indexOf('>') + 1, part.lastIndexOf('<'));
    let older = '';
    replaceOuter(inner, 'mc:Fallback', (fallback) => {
      older = fallback;
      return '';
    });
    if (!older.includes('<w:txbxContent')) {
      const picture = toPicture(part);
      // Where nothing stands for older programs, mammoth would see nothing at all.
      return picture === part && older === '' ? inner.replace(CHOICE, '') : picture;
    }
    return `<mc:AlternateContent xmlns:mc="${MC}">${deeper(older)}</mc:AlternateContent>`;
  });
  return replaceOuter(replaced, 'w:drawing', toPicture);
}

const DESCRIBED = /<wp:docPr\s([^<>]{0,5000})>/;

/**
 * What a shape shows, for those who cannot see it; mammoth tells it of pictures by itself.
 * `findings/mammoth-descriptions-of-shapes-lost.sh`
 */
function labelOf(drawing: string): string {
  if (drawing.includes('<a:blip')) return '';
  const attributes = DESCRIBED.exec(drawing.slice(0, LONGEST_START))?.[1] ?? '';
  const [, text] =
    /\bdescr="([^"]+)"/.exec(attributes) ?? /\btitle="([^"]+)"/.exec(attributes) ?? [];
  return text?.trim() ? `<w:t xml:space="preserve"> Image: ${text.trim()} </w:t>` : '';
}

const LONGEST_START = 20_000;

const CHOICE = /<\/?mc:Choice(?:\s[^<>]*)?>/g;
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** Replaces each element of a name that stands in no other of its name. */
function replaceOuter(xml: string, name: string, replace: (part: string) => string): string {
  if (!xml.includes(`<${name}`)) return xml;
  const pieces: string[] = [];
  let from = 0;
  let start = 0;
  let depth = 0;
  for (const { 1: slash, 2: rest = '', index, 0: tag } of xml.matchAll(tagOf(name))) {
    if (rest.endsWith('/')) continue;
    if (!slash) {
      if (depth === 0) start = index;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth > 0) continue;
      const end = index + tag.length;
      pieces.push(xml.slice(from, start), replace(xml.slice(start, end)));
      from = end;
    }
  }
  return [...pieces, xml.slice(from)].join('');
}

const tagOf = (name: string) => new RegExp(`<(/?)${name}(?=[\\s/>])([^<>]*)>`, 'g');
