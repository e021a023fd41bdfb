import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@rita/platform/log';
import { createTransport } from 'nodemailer';

export type Mail = { to: string; subject: string; text: string };

export type Mailer = {
  /** Whether mails reach their mailbox, and therefore prove who owns it. */
  delivers: boolean;
  /**
   * Never fails: a mail that cannot be sent is logged without its text. With SMTP it returns at
   * once, so that the time of an answer does not tell whether a mail was sent.
   */
  send: (mail: Mail) => Promise<void>;
  /** Waits for the mails under way. */
  close: () => Promise<void>;
};

const SEND_LIMIT_MS = 10_000;

/** Sends by SMTP where it is configured, else writes one file per mail that only we can read. */
export function createMailer(options: {
  smtpUrl?: string | undefined;
  dataDir: string;
  from: string;
  log: Log;
}): Mailer {
  const { smtpUrl, log } = options;
  const logFailure = (err: unknown) => log.error({ err }, 'mail could not be sent');
  if (smtpUrl === undefined) {
    const write = writeTo(join(options.dataDir, 'mail'));
    return {
      delivers: false,
      send: (mail) => write(mail).catch(logFailure),
      close: async () => {},
    };
  }
  const transport = openTransport(smtpUrl);
  const underWay = new Set<Promise<unknown>>();
  return {
    delivers: true,
    async send(mail) {
      const sending: Promise<unknown> = transport
        .sendMail({ ...mail, from: options.from })
        .catch(logFailure)
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    async close() {
      await Promise.all(underWay);
      transport.close();
    },
  };
}

function openTransport(url: string) {
  return createTransport({
    url,
    connectionTimeout: SEND_LIMIT_MS,
    greetingTimeout: SEND_LIMIT_MS,
    socketTimeout: SEND_LIMIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function writeTo(folder: string) {
  return async (mail: Mail) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.txt`;
    const text = `To: ${mail.to}\nSubject: ${mail.subject}\n\n${mail.text}\n`;
    await writeFile(join(folder, name), text, { mode: 0o600, flag: 'wx' });
  };
}
