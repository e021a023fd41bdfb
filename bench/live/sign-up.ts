import { randomUUID } from 'node:crypto';
import type { DataSourceConnection } from '@rita/contracts';

export type User = { cookie: string; connection: DataSourceConnection };

/** A user of an organization of his own, with its four connections. */
export async function signUp(url: string): Promise<User> {
  const email = `${randomUUID()}@example.com`;
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    // PUBLIC_URL is left to its default, and the address it names is the only one that may write.
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name: 'Ada', email, password: randomUUID() }),
  });
  if (!answer.ok) throw new Error(`sign-up answered ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const headers = { cookie, origin: url };
  const seeded = await fetch(`${url}/api/data-sources/seed`, { method: 'POST', headers });
  if (!seeded.ok) throw new Error(`seeding answered ${seeded.status}`);
  const listed = await fetch(`${url}/api/data-sources`, { headers });
  const { data } = (await listed.json()) as { data: DataSourceConnection[] };
  const [connection] = data;
  if (connection === undefined) throw new Error('no connection was seeded');
  return { cookie, connection };
}
