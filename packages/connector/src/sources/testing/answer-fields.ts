/** Keys and indexes that lead to a value within an answer. */
export type FieldPath = readonly (string | number)[];

/**
 * `odd`: of another type. `capital`: a word of a list of words, in capital letters. `unheard`: a word,
 * or an id, that nobody has heard of.
 */
export type FieldChange = 'removed' | 'null' | 'odd' | 'capital' | 'unheard';

const CHANGED: Record<FieldChange, (value: unknown) => unknown> = {
  removed: () => undefined,
  null: () => null,
  odd: (value) => (typeof value === 'object' ? 'odd' : { odd: true }),
  capital: (value) => String(value).toUpperCase(),
  unheard: () => 'unheard-of',
};

/** `results[].version.number`: the same for each element of an array. */
export function nameOfField(path: FieldPath): string {
  return path
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** Every value within an answer: objects, arrays, what is in them, and what is in that. */
export function fieldsOf(answer: unknown, path: FieldPath = []): FieldPath[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(answer)
    ? answer.map((value, index) => [index, value])
    : Object.entries(answer);
  return entries.flatMap(([key, value]) => {
    const here = [...path, key];
    return [here, ...fieldsOf(value, here)];
  });
}

export function valueAt(answer: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key],
    answer,
  );
}

/** A copy of the answer in which one value is changed. */
export function withChange(answer: unknown, path: FieldPath, change: FieldChange): unknown {
  return withValue(answer, path, CHANGED[change](valueAt(answer, path)));
}

/**
 * A copy of the answer in which one value is gone, or another one. Only what leads to the value is
 * copied: thousands of readings each spoil one, and whole copies took a fortieth of their time.
 */
export function withValue(answer: unknown, path: FieldPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof answer !== 'object' || answer === null) return answer;
  const copy = (Array.isArray(answer) ? [...answer] : { ...answer }) as Record<
    string | number,
    unknown
  >;
  if (rest.length > 0) copy[step] = withValue(copy[step], rest, value);
  else if (value !== undefined) copy[step] = value;
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete copy[step];
  return copy;
}
