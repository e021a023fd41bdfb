import { getResolvedPDFJS } from 'unpdf';
import type { Operations } from './page-operations.ts';
import { placed, type Transform, within } from './transform.ts';

/** A straight line of a page: where it stands across its way, and how far it goes. */
export type Rule = { at: number; from: number; until: number };

/** In points, `down` is growing. */
export type Rules = { across: Rule[]; down: Rule[] };

/** What is drawn thicker than this, in points, is an area. */
const THICKEST = 3.2;
const SHORTEST = 3;
/** More than this are hatchings and the like. */
const MOST_RULES = 20_000;

type Codes = Record<string, number>;

/** The lines of a page, drawn as such or as thin areas, as programs draw the borders of tables. */
export async function rulesIn({ codes, values }: Operations, view: Transform): Promise<Rules> {
  const known = (await getResolvedPDFJS()).OPS as Codes;
  const rules: Rules = { across: [], down: [] };
  const stack: Transform[] = [];
  let now = view;
  for (const [at, code] of codes.entries()) {
    const given = values[at] as unknown[];
    if (code === known.save) stack.push(now);
    else if (code === known.restore || code === known.paintFormXObjectEnd)
      now = stack.pop() ?? view;
    else if (code === known.transform) now = within(now, given as number[]);
    else if (code === known.paintFormXObjectBegin) {
      stack.push(now);
      const [matrix] = given as [ArrayLike<number> | null];
      if (matrix) now = within(now, Array.from(matrix));
    } else if (code === known.constructPath) {
      addPath(rules, given as Path, { known, now });
    }
    if (rules.across.length + rules.down.length > MOST_RULES) return { across: [], down: [] };
  }
  return rules;
}

/** What is done with a path, the path as rows of numbers, and the corners of all of it. */
type Path = [number, [ArrayLike<number> | null], ArrayLike<number> | null];
type Point = { x: number; y: number };

function addPath(rules: Rules, path: Path, { known, now }: { known: Codes; now: Transform }): void {
  const [use, [parts], box] = path;
  if (!parts || !box) return;
  const isDrawn = [known.stroke, known.closeStroke].includes(use);
  const isFilled = [known.fill, known.eoFill].includes(use);
  if (isFilled) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = Array.from(box);
    // All of it may be one line, cut into pieces.
    if (addLine(rules, placed(now, x1, y1), placed(now, x2, y2))) return;
  }
  for (const points of wayOf(parts)) {
    const corners = points.map(({ x, y }) => placed(now, x, y));
    if (isFilled) addArea(rules, corners);
    else if (isDrawn || use !== known.endPath) addSides(rules, corners);
  }
}

/** Numbers of the ways of a path, and how many values follow each (pdf.js, `DrawOPS`). */
const VALUES = [2, 2, 6, 4, 0];
const CLOSE = 4;
/** A path of more points is a curve. */
const MOST_POINTS = 4_000;

/** The straight parts of a path, each as its points; curves end one. */
function* wayOf(parts: ArrayLike<number>): Generator<Point[]> {
  let points: Point[] = [];
  if (parts.length > MOST_POINTS) return;
  for (let at = 0; at < parts.length; ) {
    const way = parts[at] ?? CLOSE;
    const values = VALUES[way] ?? 0;
    const [x, y] = [parts[at + values - 1], parts[at + values]];
    const [first] = points;
    if (way === CLOSE && first) points.push(first);
    else if (x !== undefined && y !== undefined) {
      if (way !== 1) {
        yield points;
        points = [];
      }
      points.push({ x, y });
    }
    at += values + 1;
  }
  yield points;
}

function addSides(rules: Rules, corners: readonly Point[]): void {
  for (const [index, corner] of corners.entries()) {
    const before = corners[index - 1];
    if (before) addLine(rules, before, corner);
  }
}

function addArea(rules: Rules, corners: readonly Point[]): void {
  if (corners.length < 3) return;
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const least = { x: Math.min(...xs), y: Math.min(...ys) };
  addLine(rules, least, { x: Math.max(...xs), y: Math.max(...ys) });
}

/** @returns whether two opposite corners are those of a line */
function addLine(rules: Rules, one: Point, other: Point): boolean {
  const [width, height] = [Math.abs(one.x - other.x), Math.abs(one.y - other.y)];
  const isDown = width <= THICKEST && height > Math.max(width * 2, SHORTEST);
  const isAcross = height <= THICKEST && width > Math.max(height * 2, SHORTEST);
  const [x, y] = [(one.x + other.x) / 2, (one.y + other.y) / 2];
  if (isDown) rules.down.push({ at: x, from: y - height / 2, until: y + height / 2 });
  if (isAcross) rules.across.push({ at: y, from: x - width / 2, until: x + width / 2 });
  return isDown || isAcross;
}
