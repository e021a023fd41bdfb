import { moveTime, readField, type SampleInstance, type SampleRow } from './instance.ts';

export type QueryReading = {
  /** How a record of the table looks, to know its fields. */
  fields: Set<string>;
  zoneOffsetMinutes: number;
  ignoredField: string | null;
  invalidReturnsNoRows: boolean;
};

export type EncodedQuery = {
  matches: (row: SampleRow) => boolean;
  /** Whole tables: what is sorted before it is chosen from stays sorted. */
  sort: (rows: SampleRow[]) => readonly SampleRow[];
};

const CONDITION =
  /^(OR)?([a-z_][\w.]*?)(NOT IN|NOT LIKE|ISNOTEMPTY|ISEMPTY|STARTSWITH|ENDSWITH|LIKE|IN|!=|>=|<=|>|<|=)(.*)$/s;

type Test = (row: SampleRow) => boolean;

/** Reads an encoded query as the platform does: what it does not know, it drops in silence. */
export function readQuery(
  instance: SampleInstance,
  text: string,
  reading: QueryReading,
): EncodedQuery {
  const orders = [...text.matchAll(/\^?ORDERBY(DESC)?([\w.]+)/g)].map((match) => ({
    field: match[2] ?? '',
    sign: match[1] ? -1 : 1,
  }));
  const bare = text.replace(/\^?ORDERBY(DESC)?[\w.]+/g, '').replace(/\^EQ$/, '');
  const groups = bare.split('^NQ').map((group) => readGroup(instance, group, reading));
  return {
    matches: (row) => groups.some((group) => group(row)),
    sort: (rows) => (orders.length === 0 ? rows : sortRows(instance, rows, orders)),
  };
}

type Order = { field: string; sign: number };
/** A table as it was sorted last, and by what. */
type Sorted = { by: string; rows: SampleRow[]; columns: string[][]; sorted: SampleRow[] };

const lastSorted = new WeakMap<SampleRow[], Sorted>();

/** A long table is read in many pages of one order: it is sorted again only when somebody changed it. */
function sortRows(
  instance: SampleInstance,
  rows: SampleRow[],
  orders: readonly Order[],
): readonly SampleRow[] {
  const by = orders.map(({ field, sign }) => `${sign} ${field}`).join();
  const columns = orders.map(({ field }) =>
    rows.map((row) => readField(instance, row, field) ?? ''),
  );
  const before = lastSorted.get(rows);
  const isSame =
    before?.by === by &&
    isEqual(before.rows, rows) &&
    columns.every((column, index) => isEqual(column, before.columns[index]));
  if (isSame) return before.sorted;
  const places = [...rows.keys()].sort((one, other) => {
    for (const [index, column] of columns.entries()) {
      const [left = '', right = ''] = [column[one], column[other]];
      const sign = orders[index]?.sign ?? 1;
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
  const sorted = places.flatMap((place) => rows[place] ?? []);
  lastSorted.set(rows, { by, rows: [...rows], columns, sorted });
  return sorted;
}

function isEqual<Value>(one: readonly Value[], other: readonly Value[] | undefined): boolean {
  return one.length === other?.length && one.every((value, index) => value === other[index]);
}

function readGroup(instance: SampleInstance, text: string, reading: QueryReading): Test {
  const alternatives: Test[][] = [];
  for (const part of text.split('^').filter((one) => one !== '')) {
    const [, or, field = '', operator = '', value = ''] = CONDITION.exec(part) ?? [];
    const isKnown = reading.fields.has(field.split('.')[0] ?? '') && field !== reading.ignoredField;
    const isMalformed = value === '' && (operator === '>' || operator === '>=');
    if (!isKnown || isMalformed) {
      if (reading.invalidReturnsNoRows) alternatives.push([() => false]);
      continue;
    }
    const test = readCondition(instance, { field, operator, value }, reading);
    const last = alternatives.at(-1);
    if (or && last) last.push(test);
    else alternatives.push([test]);
  }
  return (row) => alternatives.every((some) => some.some((test) => test(row)));
}

function readCondition(
  instance: SampleInstance,
  condition: { field: string; operator: string; value: string },
  reading: QueryReading,
): Test {
  const { field, operator } = condition;
  const isTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(condition.value);
  const value = isTime ? moveTime(condition.value, -reading.zoneOffsetMinutes) : condition.value;
  const among = new Set(value.split(','));
  const tests: Record<string, (actual: string) => boolean> = {
    '=': (actual) => actual === value,
    '!=': (actual) => actual !== value,
    '>': (actual) => actual > value,
    '>=': (actual) => actual >= value,
    '<': (actual) => actual < value,
    '<=': (actual) => actual <= value,
    IN: (actual) => among.has(actual),
    'NOT IN': (actual) => !among.has(actual),
    LIKE: (actual) => actual.toLowerCase().includes(value.toLowerCase()),
    'NOT LIKE': (actual) => !actual.toLowerCase().includes(value.toLowerCase()),
    STARTSWITH: (actual) => actual.startsWith(value),
    ENDSWITH: (actual) => actual.endsWith(value),
    ISEMPTY: (actual) => actual === '',
    ISNOTEMPTY: (actual) => actual !== '',
  };
  const test = tests[operator] ?? (() => true);
  return (row) => test(readField(instance, row, field) ?? '');
}
