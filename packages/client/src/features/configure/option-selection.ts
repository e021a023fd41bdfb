import type { SourceOption } from '@rita/contracts';

export type SelectableOption = SourceOption & {
  /** Chosen before, but no longer found by the last verification. */
  isGone: boolean;
};

/** What is offered, then what is chosen but no longer offered: it is kept until the user lets go of it. */
export function selectableOptions(
  offered: readonly SourceOption[],
  chosen: readonly string[],
): SelectableOption[] {
  const known = new Set(offered.map((option) => option.value));
  const gone = chosen.filter((value) => !known.has(value));
  return [
    ...gone.map((value) => ({ value, label: value, isGone: true })),
    ...offered.map((option) => ({ ...option, isGone: false })),
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
