const PLACES: Record<string, string> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'urn:schemas-microsoft-com:vml': 'v',
};
const LONGEST_START = 20_000;

/**
 * Word’s names with the prefixes that Word gives them: other programs, Python’s among them, write
 * `ns0:p` for `w:p`, which is the same (Namespaces in XML 1.0, 3).
 */
export function withUsualPrefixes(xml: string): string {
  const usual = new Map<string, string>();
  const start = xml.slice(0, LONGEST_START);
  for (const [, prefix = '', , place = ''] of start.matchAll(
    /\sxmlns:(\w{1,20})=(["'])([^"']*)\2/g,
  )) {
    const name = PLACES[place];
    if (name !== undefined && name !== prefix && !usual.has(prefix)) usual.set(prefix, name);
  }
  if (usual.size === 0 || [...usual.values()].some((name) => start.includes(` xmlns:${name}=`)))
    return xml;
  const named = new RegExp(`(</?|\\s(?:xmlns:)?)(${[...usual.keys()].join('|')})(?=[:=])`, 'g');
  return xml.replace(/<[^<>]*>/g, (tag) =>
    tag.replace(named, (_, before: string, prefix: string) => before + usual.get(prefix)),
  );
}
