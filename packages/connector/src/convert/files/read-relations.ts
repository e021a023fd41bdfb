import { readXml } from './read-xml.ts';
import type { ZipParts } from './read-zip.ts';

export type Relation = { type: string; target: string; isExternal: boolean };

/** Relations of a part by id (ECMA-376 part 2, 9.3), their targets as names of parts. */
export async function readRelations(zip: ZipParts, part: string): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const relations = new Map<string, Relation>();
  const xml = await zip.read(`${folder}_rels/${part.slice(slash)}.rels`);
  readXml(xml, {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (name !== 'Relationship' || !Id || !Target) return;
      const isExternal = TargetMode === 'External';
      // Some programs of Windows write its separators.
      const target = isExternal ? Target : partName(Target.replaceAll('\\', '/'), folder);
      relations.set(Id, { type: Type?.split('/').at(-1) ?? '', target, isExternal });
    },
  });
  return relations;
}

function partName(target: string, folder: string): string {
  if (!URL.canParse(target, `zip:/${folder}`)) return target;
  const path = new URL(target, `zip:/${folder}`).pathname.replace(/^\//, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The first part of a type that another names. */
export function relatedPart(
  relations: ReadonlyMap<string, Relation>,
  type: string,
): string | undefined {
  return [...relations.values()].find((one) => one.type === type && !one.isExternal)?.target;
}
