import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { claimPort } from './claim-port.ts';

test('a taken port is said at once, with what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(claimPort('127.0.0.1', port)).rejects.toThrow(`Port ${port} is taken`);
  await expect(claimPort('127.0.0.1', port)).rejects.toThrow('PORT=3010 npm start');
  server.close();
  await once(server, 'close');
  expect(await claimPort('127.0.0.1', port)).toBe(port);
});

test('port 0 finds a free one', async () => {
  expect(await claimPort('127.0.0.1', 0)).toBeGreaterThan(0);
});
