import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@rita/platform/database';
import { createLog, type Log } from '@rita/platform/log';
import { createTestDatabase, waitFor } from '@rita/test-kit';
import Fastify, { type FastifyInstance } from 'fastify';
import { QUICK_HASHING } from '../../../test/quick-hashing.ts';
import { type Background, openBackground } from '../../platform/background.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { sendProblem, toProblem } from '../../platform/http/problems.ts';
import { bySchema } from '../../platform/http/serializer.ts';
import { registerAccount } from '../account/account.routes.ts';
import { registerMembers } from '../members/members.routes.ts';
import type { AuthOptions } from './auth-options.ts';
import { createAuthenticate } from './authenticate.ts';
import { invitationLink } from './invitation-link.ts';
import { createMailer, type Mail } from './mail.ts';
import { registerSession } from './register-session.ts';
import { seedOwner } from './seed-owner.ts';
import { createSessionClient } from './session-test-client.ts';

export const TEST_SECRET = 'a-secret-for-tests-0123456789-abcdefghij';

type Options = Partial<
  Pick<
    AuthOptions,
    | 'publicUrl'
    | 'limits'
    | 'singleSignOn'
    | 'signUp'
    | 'sessions'
    | 'sampleReaders'
    | 'hasSampleSources'
    | 'passwords'
  >
> & {
  trustProxy?: boolean;
  /** As if SMTP were configured; the mails are in `mails`. */
  delivers?: boolean;
};

export type SessionTestApp = Awaited<ReturnType<typeof startSessionTestApp>>;

/** The session and members features alone, over HTTP on a free port and a database of its own. */
export async function startSessionTestApp(options: Options = {}) {
  const migrations = new URL('../../platform/db/migrations/', import.meta.url);
  const testDatabase = await createTestDatabase({ migrations, name: 'session' });
  const lines: string[] = [];
  const log = createLog({
    service: 'test',
    level: 'debug',
    destination: { write: (line: string) => void lines.push(line) },
  });
  const database = await openDatabase<Tables>({ ...testDatabase, log });
  const dataDir = await mkdtemp(join(tmpdir(), 'rita-session-'));
  const mails: Mail[] = [];
  const app = Fastify({ schemaController: bySchema, trustProxy: options.trustProxy ?? false });
  const background = openBackground(log);
  const authOptions = createOptions({ options, database, dataDir, mails, log, background });
  registerAll(app, authOptions, log);
  const mailsTo = async (email: string) => {
    const sent = mails.filter(({ to }) => to === email).map(({ text }) => text);
    const folder = join(dataDir, 'mail');
    const files = (await readdir(folder).catch(() => [])).toSorted();
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    return [...sent, ...texts.filter((text) => text.startsWith(`To: ${email}\n`))];
  };
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;
  return {
    url,
    app,
    database,
    dataDir,
    mails,
    logText: () => lines.join(''),
    /** The text of the mail to an address that was written last; waits for the first one. */
    mailTo: (email: string) => waitFor(async () => (await mailsTo(email)).at(-1)),
    mailsTo,
    seedOwner: (owner: { email: string; password: string }) => seedOwner(authOptions, owner),
    client: (headers?: Record<string, string>) =>
      createSessionClient(url, authOptions.publicUrl, headers),
    async close() {
      await app.close();
      await background.close();
      await database.close();
      await testDatabase.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function createOptions(given: {
  options: Options;
  database: Database<Tables>;
  dataDir: string;
  mails: Mail[];
  log: Log;
  background: Background;
}): AuthOptions {
  const { options, database, dataDir, mails, log, background } = given;
  const mailer = createMailer({ dataDir, from: 'rita@example.com', log });
  const { publicUrl = 'http://localhost:3000', limits, singleSignOn } = options;
  return {
    kysely: database.kysely,
    publicUrl,
    secret: TEST_SECRET,
    singleSignOn,
    passwords: options.passwords ?? QUICK_HASHING,
    signUp: options.signUp ?? 'open',
    sessions: options.sessions ?? { idleSeconds: 24 * 3_600, maxSeconds: 14 * 24 * 3_600 },
    background,
    sampleReaders: options.sampleReaders,
    hasSampleSources: options.hasSampleSources ?? false,
    // Generous: the tests of the limits set their own.
    limits: { signInPerAddress: 1_000, signUpPerAddress: 1_000, mailPerAddress: 1_000, ...limits },
    mailer: options.delivers
      ? { ...mailer, delivers: true, send: async (mail) => void mails.push(mail) }
      : mailer,
    log,
  };
}

function registerAll(app: FastifyInstance, options: AuthOptions, log: Log) {
  const authenticate = createAuthenticate(options);
  app.decorate('authenticate', authenticate);
  app.decorateRequest('principal', null as Principal | null);
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.code === 'internal_error') log.error({ err: error }, 'request failed');
    return sendProblem(request, reply, problem);
  });
  registerSession(app, { options, authenticate });
  registerAccount(app, options);
  registerMembers(app, {
    kysely: options.kysely,
    linkToHandOver: (id) =>
      options.mailer.delivers ? null : invitationLink(options.publicUrl, id),
  });
}
