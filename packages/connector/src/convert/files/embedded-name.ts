/**
 * What another program shows within a document, by the name that the program registered:
 * `Excel.Sheet.12` is “Excel Sheet”. What is in it is not read, and so is told.
 */
export function embeddedName(programId: string | undefined): string {
  const name = (programId ?? '')
    .slice(0, 100)
    .replace(/\.\d+$/, '')
    .replaceAll('.', ' ')
    .trim();
  return `Embedded: ${name || 'object'}`;
}
