import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';

/**
 * The least that a change can cost: the same row, an entry of the log and a notification in one
 * transaction, and for a start a POST to the receiver. Nobody is signed in, nothing is checked.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const receiver = process.env.RECEIVER_URL ?? '';

const UPDATE = {
  name: 'update',
  text: `update data_source_connections set settings = $3::jsonb, version = version + 1, updated_at = now()
    where id = $1 and organization_id = $2 returning *`,
};
const START = {
  name: 'start',
  text: `update data_source_connections set status = 'syncing', run_id = $3::text, run_started_at = now(),
      run_deadline_at = now() + interval '1 minute', version = version + 1, updated_at = now()
    where id = $1 and organization_id = $2 and run_id is null returning *`,
};
const AUDIT = {
  name: 'audit',
  text: `insert into audit_events (organization_id, action, actor_type, object_type, object_id, details)
    values ($2, $3, 'user', 'data_source', $1, '{}')`,
};
const NOTIFY = { name: 'notify', text: `select pg_notify('bench', $1)` };

async function change(
  statement: typeof UPDATE,
  { id, organization, value, action }: Record<'id' | 'organization' | 'value' | 'action', string>,
): Promise<unknown> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query({ ...statement, values: [id, organization, value] });
    await client.query({ ...AUDIT, values: [id, organization, action] });
    await client.query({ ...NOTIFY, values: [organization] });
    await client.query('commit');
    return rows[0];
  } finally {
    client.release();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const body = await bodyOf(request);
  const [id = '', organization = ''] = (request.url ?? '').slice(1).split('/');
  if (request.method === 'PUT') {
    const value = JSON.stringify(JSON.parse(body).settings);
    return change(UPDATE, { id, organization, value, action: 'data_source.updated' });
  }
  const value = crypto.randomUUID();
  const row = await change(START, { id, organization, value, action: 'sync.started' });
  const told = await fetch(receiver, { method: 'POST', body: JSON.stringify(row) });
  await told.arrayBuffer();
  return row;
}

const server = createServer((request, response) => {
  answer(request).then(
    (row) => {
      const text = JSON.stringify({ data: row });
      const length = Buffer.byteLength(text);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
      response.end(text);
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') console.log(`is ready at http://127.0.0.1:${address?.port}`);
});
