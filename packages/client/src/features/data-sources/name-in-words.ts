import { CATALOGUE, type DataSourceConnection } from '@rita/contracts';
import { describeSource } from '../../lib/describe-source.ts';

/** What was made of a row in the language in use; the same row stays the same to whoever draws it. */
const renamed = new WeakMap<DataSourceConnection, DataSourceConnection>();

/** The connection; by the name that all of its type are made with, it is called as the language in use has it. */
export function nameInWords(row: DataSourceConnection): DataSourceConnection {
  const { name } = describeSource(row.type);
  if (row.name === name || row.name !== CATALOGUE[row.type].name) return row;
  const known = renamed.get(row);
  if (known?.name === name) return known;
  const said = { ...row, name };
  renamed.set(row, said);
  return said;
}

/** All of them; the very same list where none has such a name. */
export function namesInWords(rows: DataSourceConnection[]): DataSourceConnection[] {
  return rows.every((row) => nameInWords(row) === row) ? rows : rows.map(nameInWords);
}
