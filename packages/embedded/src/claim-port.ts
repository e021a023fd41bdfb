import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

/**
 * The port that the app will listen on; 0 asks for a free one. It is found out before anything is
 * started, because the connector must be told the address and a taken port must be said at once.
 *
 * @throws StartError when somebody else listens there
 */
export async function claimPort(host: string, port: number): Promise<number> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      code === 'EADDRINUSE'
        ? `Port ${port} is taken by another program. Stop it, or choose another one: PORT=3010 npm start`
        : `Port ${port} of ${host} cannot be used (${code}).`,
    );
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new StartError('No port was free.');
  return address.port;
}
