import { normalizeMailAddress } from '@rita/contracts';
import { inChunks } from '../../batches.ts';
import { failsAlone } from '../../fails-alone.ts';
import { cell, type Row, type TableClient } from '../table-client.ts';

const IN_ONE_QUERY = 50;

/**
 * Where some accounts are hidden, an address that one account has may be that of a hidden one too,
 * and then it proves nothing. The instance counts all of them, so it is asked how many have one.
 * @param rows all accounts that are shown
 * @param addresses those that anybody asks for
 * @returns addresses, as they are compared, that no hidden account has
 */
export async function findProvenAddresses(
  client: TableClient,
  rows: readonly Row[],
  addresses: readonly string[],
): Promise<Set<string>> {
  const active = rows.filter((row) => cell(row, 'active') === 'true');
  const shown = Map.groupBy(active, (row) => normalizeMailAddress(cell(row, 'email')));
  const wanted = new Set(addresses.map(normalizeMailAddress));
  // No escape exists for what takes a query apart.
  const askable = [...wanted].filter(
    (address) => address !== null && !/[\^,]/.test(address) && shown.has(address),
  ) as string[];
  const proven = new Set<string>();
  const prove = async (some: readonly string[]): Promise<void> => {
    const count = await countWith(client, some);
    const known = some.reduce((sum, address) => sum + (shown.get(address)?.length ?? 0), 0);
    if (count !== undefined && count <= known) for (const address of some) proven.add(address);
    else if (count !== undefined && some.length > 1) {
      for (const half of inChunks(some, Math.ceil(some.length / 2))) await prove(half);
    }
  };
  for (const some of inChunks(askable, IN_ONE_QUERY)) await prove(some);
  return proven;
}

async function countWith(
  client: TableClient,
  addresses: readonly string[],
): Promise<number | undefined> {
  try {
    return (await client.count('sys_user', `active=true^emailIN${addresses.join(',')}`)).count;
  } catch (error) {
    if (failsAlone(error)) return undefined;
    throw error;
  }
}
