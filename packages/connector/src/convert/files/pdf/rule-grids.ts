import type { Rule, Rules } from './drawn-rules.ts';

/** Lines this near to each other, in points, are one that was drawn in pieces, or twice. */
const SAME = 2.5;
/** Lines that end this near to another one touch it. */
const TOUCH = 3;
/** A page with more lines than this is none that holds tables. */
const MOST_RULES = 600;
const MOST_PLACES = 400;
const MOST_CELLS = 20_000;
/** The share of its side that a line has to cover to part two cells. */
const COVERED = 0.6;

/** Where lines of a page make cells: `cellAt` names the same cell for places that no line parts. */
export type Grid = {
  /** Of the edges of columns and rows, growing. */
  xs: number[];
  ys: number[];
  /** By row and column, the first place of the cell, as `row * columns + column`. */
  cellAt: (row: number, column: number) => number;
};

/** Every group of lines that touch each other and make cells. */
export function gridsOf({ across, down }: Rules): Grid[] {
  const rows = merged(across);
  const columns = merged(down);
  if (rows.length === 0 || columns.length === 0) return [];
  if (rows.length + columns.length > MOST_RULES) return [];
  return groupsOf(rows, columns).flatMap(gridOf);
}

/** Lines in one place, put together where they touch. */
function merged(rules: readonly Rule[]): Rule[] {
  const sorted = rules.toSorted((one, other) => one.at - other.at);
  const out: Rule[] = [];
  for (let from = 0; from < sorted.length; ) {
    const at = sorted[from]?.at ?? 0;
    let until = from;
    while ((sorted[until]?.at ?? Number.POSITIVE_INFINITY) - at <= SAME) until += 1;
    out.push(...joined(sorted.slice(from, until)));
    from = until;
  }
  return out;
}

function joined(rules: readonly Rule[]): Rule[] {
  const at = rules.reduce((sum, one) => sum + one.at, 0) / rules.length;
  const out: Rule[] = [];
  for (const rule of rules.toSorted((one, other) => one.from - other.from)) {
    const last = out.at(-1);
    if (last && rule.from <= last.until + SAME) last.until = Math.max(last.until, rule.until);
    else out.push({ ...rule, at });
  }
  return out;
}

function groupsOf(across: readonly Rule[], down: readonly Rule[]): Rules[] {
  const left = new Set(down);
  const open = new Set(across);
  const groups: Rules[] = [];
  for (const first of across) {
    if (!open.delete(first)) continue;
    const group: Rules = { across: [first], down: [] };
    for (const row of group.across) {
      for (const column of [...left].filter((one) => touches(row, one))) {
        left.delete(column);
        group.down.push(column);
        for (const next of [...open].filter((one) => touches(one, column))) {
          open.delete(next);
          group.across.push(next);
        }
      }
    }
    if (group.down.length > 0) groups.push(group);
  }
  return groups;
}

function touches(across: Rule, down: Rule): boolean {
  return (
    across.at >= down.from - TOUCH &&
    across.at <= down.until + TOUCH &&
    down.at >= across.from - TOUCH &&
    down.at <= across.until + TOUCH
  );
}

/** Tables may be open at their sides: where their lines end, they end. */
function placesOf(own: readonly Rule[], others: readonly Rule[]): number[] {
  const all = own.map(({ at }) => at);
  const ends = others.flatMap(({ from, until }) => [from, until]);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  if (!all.some((at) => Math.abs(at - first) <= TOUCH)) all.push(first);
  if (!all.some((at) => Math.abs(at - last) <= TOUCH)) all.push(last);
  const sorted = all.toSorted((one, other) => one - other);
  return sorted.filter((at, index) => index === 0 || at - (sorted[index - 1] ?? 0) > SAME);
}

function gridOf({ across, down }: Rules): Grid[] {
  const xs = placesOf(down, across);
  const ys = placesOf(across, down);
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  if (columns < 2 || rows < 1) return [];
  if (xs.length + ys.length > MOST_PLACES || columns * rows > MOST_CELLS) return [];
  const cells = Array.from({ length: rows * columns }, (_, at) => at);
  const cellAt = (row: number, column: number): number => {
    let at = row * columns + column;
    while (cells[at] !== at) at = cells[at] ?? at;
    return at;
  };
  const join = (one: number, other: number) => {
    cells[Math.max(one, other)] = Math.min(one, other);
  };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const here = { left: xs[column], right: xs[column + 1], top: ys[row], bottom: ys[row + 1] };
      const { left = 0, right = 0, top = 0, bottom = 0 } = here;
      if (column + 1 < columns && !isWall(down, right, { from: top, until: bottom })) {
        join(cellAt(row, column), cellAt(row, column + 1));
      }
      if (row + 1 < rows && !isWall(across, bottom, { from: left, until: right })) {
        join(cellAt(row, column), cellAt(row + 1, column));
      }
    }
  }
  return [{ xs, ys, cellAt }];
}

function isWall(
  rules: readonly Rule[],
  at: number,
  { from, until }: { from: number; until: number },
): boolean {
  const covered = rules
    .filter((rule) => Math.abs(rule.at - at) <= SAME)
    .reduce(
      (sum, rule) => sum + Math.max(0, Math.min(rule.until, until) - Math.max(rule.from, from)),
      0,
    );
  return covered >= (until - from) * COVERED;
}
