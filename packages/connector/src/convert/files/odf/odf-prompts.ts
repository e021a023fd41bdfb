import {
  childrenNamed,
  findElement,
  type MarkupElement,
  textOf,
} from '../../markup/markup-tree.ts';
import { type Block, paragraph, plainRun, STRONG } from '../../tree.ts';

/** What a sheet says to whoever chooses one of some cells, by the name of their rule (ODF 1.3, 9.4.4). */
export type OdfPrompts = ReadonlyMap<string, string>;

export function readPrompts(body: MarkupElement): OdfPrompts {
  const prompts = new Map<string, string>();
  const rules = childrenNamed(body, 'table:content-validations').flatMap((all) =>
    childrenNamed(all, 'table:content-validation'),
  );
  for (const rule of rules) {
    const { 'table:name': name = '', 'table:base-cell-address': address = '' } = rule.attributes;
    const help = findElement(rule, (one) => one.name === 'table:help-message');
    if (help?.attributes['table:display'] !== 'true') continue;
    const lines = childrenNamed(help, 'text:p').map((line) => textOf(line).trim());
    const said = [help.attributes['table:title']?.trim(), lines.join(' ').trim()].filter(Boolean);
    const place = address.slice(address.lastIndexOf('.') + 1).replaceAll('$', '');
    if (said.length > 0) prompts.set(name, [place, ...said].filter(Boolean).join(': '));
  }
  return prompts;
}

/** Those of the rules that cells of a sheet have. */
export function promptBlocks(prompts: OdfPrompts, used: ReadonlySet<string>): Block[] {
  const items = [...used].flatMap((name) => {
    const prompt = prompts.get(name);
    return prompt === undefined ? [] : [{ blocks: [paragraph(plainRun(prompt))] }];
  });
  if (items.length === 0) return [];
  return [
    paragraph({ text: 'Notes', marks: STRONG }),
    { type: 'list', isOrdered: false, start: 1, items },
  ];
}
