import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

type Received = { to: string[]; raw: string; parsed: Email };

/** A mail server that keeps what it is sent, or asks to come again later. */
export async function startMailServer() {
  const state = { mails: [] as Received[], refuses: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo(_address, _session, callback) {
      if (!state.refuses) return callback();
      callback(Object.assign(new Error('Try again later'), { responseCode: 451 }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        state.mails.push({ to, raw: raw.toString(), parsed: await PostalMime.parse(raw) });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    /** Forgets what came before. */
    begin: () => Object.assign(state, { mails: [], refuses: false }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
