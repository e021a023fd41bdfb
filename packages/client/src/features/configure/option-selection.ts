import type { SourceOption } from '@rita/contracts';

export type SelectableOption = SourceOption & {
  /** Chosen before, but no longer found by the last verification. */
  isGone: boolean;
  /** Whether its value tells people something that its label does not. */
  isValueShown: boolean;
};

/** Ids that only programs read: of ServiceNow’s records, of drives of Graph, and UUIDs. */
const OPAQUE = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|b![\w-]{20,})$/i;

/** What is offered, then what is chosen but no longer offered: it is kept until the user lets go of it. */
export function selectableOptions(
  offered: readonly SourceOption[],
  chosen: readonly string[],
): SelectableOption[] {
  const known = new Set(offered.map((option) => option.value));
  const gone = chosen.filter((value) => !known.has(value));
  const byLabel = Map.groupBy(offered, ({ label }) => label);
  return [
    ...gone.map((value) => ({ value, label: value, isGone: true, isValueShown: false })),
    ...offered.map((option) => {
      const { label, value } = option;
      const isAlone = byLabel.get(label)?.length === 1;
      const isValueShown = label !== value && !(isAlone && OPAQUE.test(value));
      return { ...option, isGone: false, isValueShown };
    }),
  ];
}

/** Options whose label or value has all the words, in any order and case. */
export function matchingOptions<O extends SourceOption>(options: readonly O[], query: string): O[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return options.filter((option) => {
    const text = fold(`${option.label} ${option.value}`);
    return words.every((word) => text.includes(word));
  });
}

/** Adds or removes values; keeps the order of what stays. */
export function withValues(
  chosen: readonly string[],
  values: readonly string[],
  isChosen: boolean,
): string[] {
  const changed = new Set(values);
  const others = chosen.filter((value) => !changed.has(value));
  return isChosen ? [...others, ...values] : others;
}

/** Sum of the counts of what is chosen, or undefined when one of them is not known. */
export function countOf(options: readonly SourceOption[]): number | undefined {
  let sum = 0;
  for (const option of options) {
    if (option.count === undefined) return undefined;
    sum += option.count;
  }
  return sum;
}

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
