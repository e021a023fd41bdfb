import { idsOf } from '../access.ts';
import { isSysId } from '../encoded-query.ts';
import { emptyIn, findHiddenFields } from '../hidden-fields.ts';
import { cell, type Row, type TableClient } from '../table-client.ts';
import { readWholeTable, type WholeTable } from '../whole-table.ts';
import { CRITERION_FIELDS, CRITERION_LISTS, type Criterion, toCriterion } from './criteria.ts';
import { type Properties, readProperties } from './properties.ts';

export const LIST_TABLES = {
  canRead: 'kb_uc_can_read_mtom',
  cannotRead: 'kb_uc_cannot_read_mtom',
  canContribute: 'kb_uc_can_contribute_mtom',
  cannotContribute: 'kb_uc_cannot_contribute_mtom',
} as const;
export type ListName = keyof typeof LIST_TABLES;

/** Criteria by knowledge base; an id that is not given stands there as an empty text. */
export type CriteriaList = { byBase: ReadonlyMap<string, readonly string[]>; isComplete: boolean };
export type KnowledgeBase = { title: string; privileged: readonly string[]; version: string };

const BASE_FIELDS = ['title', 'owner', 'kb_managers', 'kb_version'];

/** What the instance says of who may read what, before anybody is looked at. */
export type Definitions = {
  properties: Properties;
  bases: ReadonlyMap<string, KnowledgeBase>;
  lists: Record<ListName, CriteriaList>;
  criteria: ReadonlyMap<string, Criterion>;
};

/** Told of each table that could not be read as a whole. */
export type OnLack = (table: string, lack: NonNullable<WholeTable['lack']>) => void;

export async function readDefinitions(client: TableClient, onLack: OnLack): Promise<Definitions> {
  const read = async (table: string, fields: readonly string[]) => {
    const found = await readWholeTable(client, { table, fields });
    if (found.lack) onLack(table, found.lack);
    return found;
  };
  const lists = {} as Record<ListName, CriteriaList>;
  for (const [name, table] of Object.entries(LIST_TABLES) as [ListName, string][]) {
    lists[name] = toList(await read(table, ['kb_knowledge_base', 'user_criteria']));
  }
  const bases = await readWholeTable(client, { table: 'kb_knowledge_base', fields: BASE_FIELDS });
  // Of bases that are hidden the articles are hidden too, so that only a refusal is worth a word.
  if (bases.lack === 'refused') onLack('kb_knowledge_base', bases.lack);
  return {
    properties: await readProperties(client, () => onLack('sys_properties', 'refused')),
    bases: new Map(bases.rows.map((row) => [cell(row, 'sys_id'), toBase(row)])),
    lists,
    criteria: await readCriteria(client, read, onLack),
  };
}

function toBase(row: Row): KnowledgeBase {
  const privileged = [...idsOf(row, 'owner'), ...idsOf(row, 'kb_managers')];
  return { title: cell(row, 'title'), privileged, version: cell(row, 'kb_version') };
}

/** A row that does not say to which base it belongs may belong to any, so nothing is complete then. */
function toList({ rows, isComplete }: WholeTable): CriteriaList {
  const baseOf = (row: Row) => {
    const base = cell(row, 'kb_knowledge_base');
    return isSysId(base) ? base : '';
  };
  const byBase = Map.groupBy(rows, baseOf);
  return {
    byBase: new Map(
      [...byBase].map(([base, some]) => [base, some.map((row) => cell(row, 'user_criteria'))]),
    ),
    isComplete: isComplete && !byBase.has(''),
  };
}

async function readCriteria(
  client: TableClient,
  read: (table: string, fields: readonly string[]) => Promise<WholeTable>,
  onLack: OnLack,
): Promise<Map<string, Criterion>> {
  const table = 'user_criteria';
  const { rows } = await read(table, CRITERION_FIELDS);
  const fields = rows.length > 0 ? emptyIn(rows, CRITERION_LISTS) : [];
  const hidden = await findHiddenFields(client, { table, query: '', fields });
  if (hidden.size > 0) onLack(table, 'short');
  return new Map(rows.map((row) => [cell(row, 'sys_id'), toCriterion(row, hidden)]));
}
