import { parseSync } from 'vite';
import { isNode, type Node } from './find-texts.ts';

/**
 * Texts that a module takes when its code is loaded, by their keys: they would stay in the language
 * of that moment. Sections may be kept, which `isSection` tells by their keys, but not gone through.
 */
export function findKeptTexts(
  file: string,
  code: string,
  isSection: (keys: readonly string[]) => boolean,
): string[] {
  const { program } = parseSync(file, code);
  const aliases = new Map<string, readonly string[]>([['t', []]]);
  const found: string[] = [];
  const look = (node: Node): void => {
    // What stands in a function is asked for when it is called.
    if (/Function|^JSX/.test(node.type)) return;
    // Types hold no texts; what is said to have one does.
    if (/^TS(?!(As|Satisfies|NonNull)Expression)/.test(node.type)) return;
    if (node.type === 'VariableDeclarator') {
      keepAlias(node, aliases);
      if (isNode(node.init)) look(node.init);
      return;
    }
    // Whoever is handed a section goes through it at once, and it may not even be loaded by then.
    for (const given of handedOn(node)) {
      const keys = keysOf(given, aliases);
      if (keys !== undefined && isSection(keys)) found.push(keys.join('.'));
    }
    const keys = keysOf(node, aliases);
    if (keys === undefined) for (const child of childrenOf(node)) look(child);
    else if (!isSection(keys)) found.push(keys.join('.'));
  };
  look(program as unknown as Node);
  return found;
}

/** `const texts = t.people` and `const { steps } = t.assistants` name sections. */
function keepAlias(node: Node, aliases: Map<string, readonly string[]>): void {
  const { id, init } = node as unknown as { id: Node; init: Node | null };
  const keys = init === null ? undefined : keysOf(init, aliases);
  if (keys === undefined) return;
  if (id.type === 'Identifier') aliases.set(String(id.name), keys);
  if (id.type !== 'ObjectPattern') return;
  for (const { key, value } of id.properties as { key: Node; value: Node }[]) {
    aliases.set(String(value.name), [...keys, String(key.name)]);
  }
}

/** `t.people.own` → people, own. A computed key may be any, so it counts as the section before it. */
function keysOf(
  node: Node,
  aliases: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  if (node.type === 'Identifier') return aliases.get(String(node.name));
  if (node.type !== 'MemberExpression') return undefined;
  const { object, property, computed } = node as unknown as {
    object: Node;
    property: Node;
    computed: boolean;
  };
  const keys = keysOf(object, aliases);
  return keys === undefined || computed ? keys : [...keys, String(property.name)];
}

/** What a call is given, and what is spread out. */
function handedOn(node: Node): Node[] {
  const { arguments: given = [], argument } = node as { arguments?: unknown[]; argument?: unknown };
  if (node.type === 'SpreadElement') return [argument].filter(isNode);
  return /^(Call|New)Expression$/.test(node.type) ? given.filter(isNode) : [];
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    (Array.isArray(value) ? value : [value]).filter(isNode),
  );
}
