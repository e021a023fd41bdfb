import { dirname, join, resolve } from 'node:path';
import { isTestFile, listSourceFiles, ROOT, readImports } from './source-files.ts';

/** Packages whose folders directly below `src` are rooms: these must not lean on each other in a circle either. */
const PACKAGES_WITH_ROOMS = ['connector', 'platform'];

const files = listSourceFiles();
const known = new Set(files);
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const circles = [...findCircles(imports), ...PACKAGES_WITH_ROOMS.flatMap(findCirclesOfRooms)];
for (const circle of circles) {
  process.stderr.write(`These import each other in a circle: ${circle.toSorted().join(', ')}\n`);
}
process.exit(circles.length > 0 ? 1 : 0);

/** Files of ours that a file imports; names of packages are the business of the import direction. */
function importsOf(file: string): string[] {
  return readImports(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => resolve(ROOT, dirname(file), target).slice(ROOT.length + 1))
    .filter((target) => known.has(target));
}

function findCirclesOfRooms(name: string): string[][] {
  const root = join('packages', name, 'src/');
  const roomOf = (file: string) => {
    const [room, rest] = file.slice(root.length).split('/');
    return file.startsWith(root) && rest !== undefined ? `${root}${room}` : undefined;
  };
  const rooms = new Map<string, string[]>();
  for (const [file, targets] of imports) {
    const room = roomOf(file);
    if (room === undefined || isTestFile(file)) continue;
    const others = targets.map(roomOf).filter((other) => other !== undefined && other !== room);
    rooms.set(room, [...(rooms.get(room) ?? []), ...(others as string[])]);
  }
  return findCircles(rooms);
}

/** Strongly connected components of more than one node (Tarjan, 1972). */
function findCircles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string) => {
    order.set(node, order.size);
    lowest.set(node, order.size - 1);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(node, Math.min(at(node), at(next)));
    }
    if (at(node) !== order.get(node)) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) circles.push(circle);
  };
  const at = (node: string) => lowest.get(node) ?? 0;
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}
