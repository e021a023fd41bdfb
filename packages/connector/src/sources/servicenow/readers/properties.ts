import { cell, type TableClient } from '../table-client.ts';
import { readWholeTable } from '../whole-table.ts';

/** Settings of the instance that turn its rules for knowledge round. */
export type Properties = {
  /** A base without criteria is closed. */
  blocksOpenBases: boolean;
  /** Contributors, too, read only what the article’s own criteria let them. */
  bindsContributors: boolean;
  /** Roles of an article count beside its criteria. */
  countsRoles: boolean;
  /** Members of an article’s ownership group read it. */
  countsOwners: boolean;
  /** Bases that are not of version 3 go by older rules, which are not user criteria. */
  hasLegacyBases: boolean;
};

type Setting = {
  name: string;
  /** Where the property is not there at all. */
  absent: boolean;
  /** What lets fewer people read: where it cannot be read, or says neither true nor false. */
  safe: boolean;
};

/** Names and defaults: ServiceNow, “Knowledge Management properties” and “Instance hardening”. */
const SETTINGS: Record<Exclude<keyof Properties, 'hasLegacyBases'>, Setting> = {
  blocksOpenBases: {
    name: 'glide.knowman.block_access_with_no_user_criteria',
    absent: true,
    safe: true,
  },
  bindsContributors: {
    name: 'glide.knowman.apply_article_read_criteria',
    absent: false,
    safe: true,
  },
  countsRoles: {
    name: 'glide.knowman.search.apply_role_based_security',
    absent: true,
    safe: true,
  },
  countsOwners: {
    name: 'glide.knowman.ownership_group.enabled',
    absent: false,
    safe: false,
  },
};
const LEGACY = 'glide.knowman.preknowledge3.kb_version';
export const PROPERTY_NAMES = [...Object.values(SETTINGS).map(({ name }) => name), LEGACY];

/** @param onLack told when not all of them could be read, so that some have their safe value */
export async function readProperties(client: TableClient, onLack: () => void): Promise<Properties> {
  const table = 'sys_properties';
  const query = `nameIN${PROPERTY_NAMES.join(',')}`;
  const { rows, isComplete } = await readWholeTable(client, {
    table,
    fields: ['name', 'value'],
    query,
  });
  const values = new Map(rows.map((row) => [cell(row, 'name'), cell(row, 'value').trim()]));
  const known = PROPERTY_NAMES.filter((name) => values.has(name));
  // None of them at all is no answer to believe: some are there since the instance was made.
  const isBelieved = isComplete && known.length > 0;
  if (!isBelieved || known.some((name) => values.get(name) === '')) onLack();
  const read = ({ name, absent, safe }: Setting): boolean => {
    const value = values.get(name);
    if (value === undefined) return isBelieved ? absent : safe;
    return value === 'true' || (value === 'false' ? false : safe);
  };
  return {
    blocksOpenBases: read(SETTINGS.blocksOpenBases),
    bindsContributors: read(SETTINGS.bindsContributors),
    countsRoles: read(SETTINGS.countsRoles),
    countsOwners: read(SETTINGS.countsOwners),
    hasLegacyBases: values.has(LEGACY) || !isBelieved,
  };
}
