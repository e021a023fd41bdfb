import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { findFreePorts } from './free-ports.ts';

test('ports that can be listened on, each given once, none that the system gives by itself', async () => {
  const ports = [...(await findFreePorts(20)), ...(await findFreePorts(20))];
  expect(new Set(ports).size).toBe(40);
  const byTheSystem = createServer().listen(0, '127.0.0.1');
  await once(byTheSystem, 'listening');
  expect(Math.max(...ports)).toBeLessThan((byTheSystem.address() as AddressInfo).port);
  byTheSystem.close();
  for (const port of ports.slice(0, 3)) {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
  }
});
