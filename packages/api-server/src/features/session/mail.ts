import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@rita/platform/log';
import { createTransport } from 'nodemailer';

export type Mail = { to: string; subject: string; text: string };

export type Mailer = {
  /** Whether mails reach their mailbox, and therefore prove who owns it. */
  delivers: boolean;
  /** A mail that cannot be sent is logged without its text; the caller's work stands. */
  send: (mail: Mail) => Promise<void>;
  close: () => void;
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
  const deliver = smtpUrl === undefined ? writeTo(join(options.dataDir, 'mail')) : undefined;
  const transport = smtpUrl === undefined ? undefined : openTransport(smtpUrl);
  return {
    delivers: transport !== undefined,
    async send(mail) {
      try {
        await (deliver?.(mail) ?? transport?.sendMail({ ...mail, from: options.from }));
      } catch (err) {
        log.error({ err }, 'mail could not be sent');
      }
    },
    close: () => transport?.close(),
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
