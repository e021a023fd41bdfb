/** The text of a section for a key that comes from outside; undefined for one that is not known here. */
export function textFor<Section extends object>(
  section: Section,
  key: string,
): Section[keyof Section] | undefined {
  return Object.hasOwn(section, key) ? section[key as keyof Section] : undefined;
}
