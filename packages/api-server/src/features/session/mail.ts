import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atFirstUse } from '@rita/platform/at-first-use';
import type { Log } from '@rita/platform/log';

export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** Of a mail that may be sent again: its `Message-ID`, without the brackets. */
  id?: string;
};

export type Mailer = {
  /** Whether mails reach their mailbox, and therefore prove who owns it. */
  delivers: boolean;
  /**
   * Never fails: a mail that cannot be sent is logged without its text. With SMTP it returns at
   * once, so that the time of an answer does not tell whether a mail was sent.
   */
  send: (mail: Mail) => Promise<void>;
  /** Waits until the mail was taken; false where it was not, which is logged. */
  deliver: (mail: Mail) => Promise<boolean>;
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
  const attempt = (sending: Promise<unknown>) =>
    sending.then(
      () => true,
      (err: unknown) => {
        log.error({ err }, 'mail could not be sent');
        return false;
      },
    );
  if (smtpUrl === undefined) {
    const write = writeTo(join(options.dataDir, 'mail'));
    const deliver = (mail: Mail) => attempt(write(mail));
    return {
      ...{ delivers: false, deliver },
      send: async (mail) => void (await deliver(mail)),
      close: async () => {},
    };
  }
  const openedTransport = atFirstUse(() => openTransport(smtpUrl));
  const underWay = new Set<Promise<unknown>>();
  const deliver = (mail: Mail) => {
    const { id, ...message } = mail;
    const written = {
      ...{ ...message, from: options.from },
      ...(id === undefined ? {} : { messageId: `<${id}>` }),
      // RFC 3834: no vacation notice answers to it.
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
    const sending = attempt(
      openedTransport().then((transport) => transport.sendMail(written)),
    ).finally(() => underWay.delete(sending));
    underWay.add(sending);
    return sending;
  };
  return {
    ...{ delivers: true, deliver },
    send: async (mail) => void deliver(mail),
    async close() {
      await Promise.all(underWay);
      // One that could not be opened was told with the mail that it was for.
      const transport = await openedTransport.inUse()?.catch(() => undefined);
      transport?.close();
    },
  };
}

/** The library comes with the first mail. */
async function openTransport(url: string) {
  const { createTransport } = await import('nodemailer');
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
    const id = mail.id === undefined ? '' : `Message-ID: <${mail.id}>\n`;
    const text = `To: ${mail.to}\nSubject: ${mail.subject}\n${id}\n${mail.text}\n`;
    await writeFile(join(folder, name), text, { mode: 0o600, flag: 'wx' });
  };
}
