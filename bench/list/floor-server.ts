import { createServer } from 'node:http';
import pg from 'pg';

/**
 * The least that a list can cost: the same rows by one statement, and `JSON.stringify`. Nobody is
 * signed in, nothing is checked, measured or left out.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const server = createServer((request, response) => {
  void (async () => {
    const { rows } = await pool.query(
      `select * from data_source_connections where organization_id = $1
       and type in ('confluence', 'servicenow', 'sharepoint', 'websearch')`,
      [request.headers['x-organization']],
    );
    const body = JSON.stringify({ data: rows });
    const length = Buffer.byteLength(body);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
    response.end(body);
  })().catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') console.log(`is ready at http://127.0.0.1:${address?.port}`);
});
