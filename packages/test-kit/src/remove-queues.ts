import { Connection } from 'rabbitmq-client';

/** Deletes queues with all that is in them; one that is not there is no error. */
export async function removeQueues(url: string, names: string[]): Promise<void> {
  const connection = new Connection({ url, connectionTimeout: 5_000 });
  // What goes wrong is thrown by the calls below.
  connection.on('error', () => {});
  try {
    for (const name of names) await connection.queueDelete({ queue: name });
  } finally {
    await connection.close();
  }
}
