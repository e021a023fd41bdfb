const made = new Map<string, unknown>();

/** Making a formatter of `Intl` costs far more than using it, so each is made once. */
function once<Formatter>(kind: string, given: unknown[], make: () => Formatter): Formatter {
  const key = kind + JSON.stringify(given);
  const known = made.get(key) as Formatter | undefined;
  if (known !== undefined) return known;
  const formatter = make();
  made.set(key, formatter);
  return formatter;
}

type Given<Make extends abstract new (...args: never) => unknown> = ConstructorParameters<Make>;

/** The formatters of `Intl`, by locale and options. */
export const formatters = {
  getNumberFormat: (...given: Given<typeof Intl.NumberFormat>) =>
    once('number', given, () => new Intl.NumberFormat(...given)),
  getDateTimeFormat: (...given: Given<typeof Intl.DateTimeFormat>) =>
    once('date', given, () => new Intl.DateTimeFormat(...given)),
  getPluralRules: (...given: Given<typeof Intl.PluralRules>) =>
    once('plural', given, () => new Intl.PluralRules(...given)),
  getRelativeTimeFormat: (...given: Given<typeof Intl.RelativeTimeFormat>) =>
    once('relative', given, () => new Intl.RelativeTimeFormat(...given)),
  getDisplayNames: (...given: Given<typeof Intl.DisplayNames>) =>
    once('names', given, () => new Intl.DisplayNames(...given)),
  getCollator: (...given: Given<typeof Intl.Collator>) =>
    once('order', given, () => new Intl.Collator(...given)),
  getListFormat: (...given: Given<typeof Intl.ListFormat>) =>
    once('list', given, () => new Intl.ListFormat(...given)),
};
