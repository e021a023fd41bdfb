import pg from 'pg';

/**
 * One row that a message changes in a transaction, as the rules need it: locked and read, written,
 * announced, committed. Nothing of it is ours.
 *
 * @param onTold gets the phase when the announcement comes
 * @returns what stores a phase
 */
export async function openFloorStore(
  url: string,
  onTold: (phase: string) => void,
): Promise<(phase: string) => Promise<void>> {
  const [writer, listener] = await Promise.all([connect(url), connect(url)]);
  await writer.query('create table if not exists bench_floor (id integer primary key, phase text)');
  await writer.query(`insert into bench_floor values (1, '') on conflict do nothing`);
  listener.on('notification', ({ payload = '' }) => onTold(payload));
  await listener.query('listen bench_floor');
  const lock = { name: 'lock', text: 'select * from bench_floor where id = $1 for update' };
  const write = {
    name: 'write',
    text: `with written as (update bench_floor set phase = $2::text where id = $1)
      select pg_notify('bench_floor', $2::text)`,
  };
  return async (phase) => {
    await writer.query('begin');
    await writer.query({ ...lock, values: [1] });
    await writer.query({ ...write, values: [1, phase] });
    await writer.query('commit');
  };
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
