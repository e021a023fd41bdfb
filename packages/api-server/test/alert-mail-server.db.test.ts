import { createLog } from '@rita/platform/log';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendAlertMails } from '../src/features/alerts/send-alert-mails.ts';
import { createMailer } from '../src/features/session/mail.ts';
import { beginAlerts, linesOf } from './alert-steps.ts';
import { openApiApp } from './api-app.ts';
import { startMailServer } from './mail-server.ts';

let api: Awaited<ReturnType<typeof openApiApp>>;
let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  api = await openApiApp();
  server = await startMailServer();
});
afterAll(async () => {
  await server.close();
  await api.close();
});

let world: Awaited<ReturnType<typeof beginAlerts>>;
beforeEach(async () => {
  world = await beginAlerts(api);
  server.begin();
  await world.fail();
  await world.pass('6 minutes');
  await world.notice();
});

describe('by a mail server', () => {
  async function sendFor(language: string) {
    await world.owner.api('GET', '/api/session', undefined, { 'accept-language': language });
    const lines: string[] = [];
    const log = createLog({
      ...{ service: 'test', level: 'debug' },
      destination: { write: (line) => void lines.push(line) },
    });
    const from = 'Rita <rita@app.example>';
    const mailer = createMailer({ smtpUrl: server.url, dataDir: '/nowhere', from, log });
    await sendAlertMails({ ...api.deps, mailer });
    await mailer.close();
    return lines.join('');
  }

  test.each([
    ['en', 'Sync failed: Confluence. The account may not read what was chosen.'],
    [
      'de',
      'Synchronisierung fehlgeschlagen: Confluence. Das Konto darf nicht lesen, was ausgewählt wurde.',
    ],
    ['ar', 'تعذّرت المزامنة: Confluence. لا يُسمح للحساب بقراءة ما تم اختياره.'],
  ])('in the language of its reader: %s', async (language, line) => {
    await sendFor(language);
    const [mail] = server.mails;
    expect(mail?.to).toEqual([world.owner.email]);
    expect(mail?.parsed.headers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
      ]),
    );
    expect(mail?.parsed.from?.address).toBe('rita@app.example');
    expect(linesOf(mail?.parsed.text)[0]).toBe(line);
    expect(mail?.parsed.text).toContain(`/data-sources/${world.connection.id}`);
    expect(mail?.raw).not.toContain('canary-token');
  });

  test('that takes none for a while, again later with the same Message-ID', async () => {
    server.refuses = true;
    expect(await sendFor('en')).toContain('mail could not be sent');
    const { message_id: id } = await world.db
      .selectFrom('alert_recipients')
      .select('message_id')
      .where('organization_id', '=', world.organizationId)
      .executeTakeFirstOrThrow();
    server.refuses = false;
    await sendFor('en');
    expect(server.mails).toEqual([]);
    await world.pass('6 minutes');
    await sendFor('en');
    expect(server.mails.map(({ parsed }) => parsed.messageId)).toEqual([
      expect.stringMatching(`^<alerts\\.${id}@`),
    ]);
    await world.pass('1 day');
    await sendFor('en');
    expect(server.mails).toHaveLength(1);
  });
});
