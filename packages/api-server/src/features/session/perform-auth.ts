import type { FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { auditAccount } from '../account/account-audit.ts';
import { judgeInvitationChange, judgeMemberChange } from '../members/judge-change.ts';
import { keepAddressProof } from './address-proof.ts';
import type { Auth } from './auth.ts';
import { type AuthFacts, auditAuthRequest } from './auth-audit.ts';
import type { AuthOptions } from './auth-options.ts';
import { problemOfResponse } from './auth-problems.ts';
import type { AuthRequest } from './auth-request.ts';
import { deleteResetLinks, findUserOfReset } from './mail-links.ts';
import { accountChangedMail } from './mail-texts.ts';
import { requireGoodPassword } from './password-rules.ts';
import { type AskedLanguage, findRecipient } from './recipient-language.ts';
import { requireIssuer } from './require-issuer.ts';
import { isFromThisMachine } from './sample-readers.ts';
import { confirmSignUp, requestSignUp } from './sign-up.ts';
import { requireSignUp } from './sign-up-policy.ts';
import { deleteUnusedOrganizations } from './unused-organizations.ts';
import { toWebRequest } from './web-request.ts';

export type Performed = {
  response: Response;
  /** Whose device this is from now on. */
  signedIn?: { userId: string } | { email: string };
};

type Deps = { auth: Auth; options: AuthOptions };
type Perform = (deps: Deps, request: FastifyRequest, given: AuthRequest) => Promise<Performed>;
type Person = { id: string; name: string; email: string };

/** Endpoints that are more than a request to better-auth with its audit entry. */
const PERFORM: Record<string, Perform> = {
  '/sign-in/email': async (deps, request, given) => ({
    response: await ask(deps, request, given),
    signedIn: { email: String(given.body?.email) },
  }),
  '/sign-in/social': async (deps, request, given) => ({
    response: await askProvider(deps, request, given),
  }),
  '/sign-in/sample': async (deps, request, given) => {
    const isOffered = (deps.options.sampleReaders ?? []).length > 0;
    if (!isOffered || !isFromThisMachine(request)) throw new ProblemError('not_found');
    return { response: await ask(deps, request, given) };
  },
  '/callback/oidc': returnFromProvider,
  '/sign-up/email': signUp,
  '/sign-up/confirm': async (deps, request, given) => {
    const body = given.body ?? {};
    const { unit } = deps.auth;
    const { response, user } = await unit.run(() =>
      confirmSignUp(deps, request, { body, ip: given.ip }),
    );
    return { response, signedIn: { userId: user.id } };
  },
  '/change-password': changePassword,
  '/request-password-reset': async (deps, request, given) => {
    const { background } = deps.options;
    // Built before the request is over; answered before anybody knows whether there is an account.
    const asked = toWebRequest(request, { ...given, publicUrl: deps.options.publicUrl });
    background.start('send a reset link', async () => {
      await deps.auth.unit.run(() => deps.auth.handle(asked));
    });
    return { response: Response.json({ status: true }) };
  },
  '/reset-password': resetPassword,
  '/organization/accept-invitation': async (deps, request, given) => {
    const { principal, body, ip } = given;
    const joined = {
      principal: principal as Principal,
      ip,
      invitationId: String(body?.invitationId),
    };
    const after = (db: Db) => deleteUnusedOrganizations(db, joined);
    return { response: await ask(deps, request, { ...given, after }) };
  },
};

/**
 * Does what an endpoint is for, in one transaction with its audit entry. A refusal is thrown, so that
 * whatever better-auth wrote before it is dropped.
 *
 * @throws ProblemError, or whatever the database throws
 */
export const performAuth: Perform = async (deps, request, given) => {
  const perform = PERFORM[given.path];
  if (perform !== undefined) return perform(deps, request, given);
  return { response: await ask(deps, request, given) };
};

/** `after`: further work of the same transaction. */
async function ask(
  { auth, options }: Deps,
  request: FastifyRequest,
  given: AuthRequest & { after?: (db: Db) => Promise<void> },
): Promise<Response> {
  const { unit } = auth;
  return unit.run(async () => {
    const target = await judge(unit.kysely, given);
    const response = await auth.handle(
      toWebRequest(request, { ...given, publicUrl: options.publicUrl }),
    );
    if (response.status >= 400) throw await problemOfResponse(response);
    if (response.ok && given.principal && given.body) {
      const answer = (await response.clone().json()) as AuthFacts['answer'];
      const { principal, body } = given;
      await auditAuthRequest(unit.kysely, given, { principal, target, body, answer });
    }
    await given.after?.(unit.kysely);
    return response;
  });
}

async function judge(db: Db, { path, endpoint, principal, body = {} }: AuthRequest) {
  if (principal === undefined) return undefined;
  const asked = { path, userId: principal.userId, body };
  if (endpoint.changesInvitation) await judgeInvitationChange(db, asked);
  return endpoint.changesMembers ? judgeMemberChange(db, asked) : undefined;
}

/**
 * Checked after better-auth has asked for the discovery document once more where it has none yet, and
 * before anything is kept.
 */
async function askProvider(deps: Deps, request: FastifyRequest, given: AuthRequest) {
  const check = async () => requireIssuer(deps.options, await deps.auth.findProviders());
  try {
    return await ask(deps, request, { ...given, after: check });
  } catch (error) {
    if (error instanceof ProblemError) await check();
    throw error;
  }
}

/** A browser is on its way here, so a refusal is shown by the sign-in page. */
async function returnFromProvider(
  deps: Deps,
  request: FastifyRequest,
  given: AuthRequest,
): Promise<Performed> {
  try {
    return { response: await askProvider(deps, request, given) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const location = `${deps.options.publicUrl}/sign-in?error=${error.code}`;
    return { response: new Response(null, { status: 302, headers: { location } }) };
  }
}

async function signUp(deps: Deps, request: FastifyRequest, given: AuthRequest): Promise<Performed> {
  const { invitationId, ...body } = given.body ?? {};
  const email = String(body.email);
  if (deps.options.mailer.delivers) {
    return {
      response: await requestSignUp(deps.options, {
        body: given.body ?? {},
        ip: given.ip,
        language: request.headers['accept-language'],
      }),
    };
  }
  if (typeof body.password !== 'string') {
    const errors = [{ path: 'password', message: 'is missing' }];
    throw new ProblemError('validation_failed', { errors });
  }
  await requireSignUp(deps.options, { email, invitationId: invitationId as string | undefined });
  const person = { name: String(body.name), email, invitationId };
  await requireGoodPassword(deps.options.kysely, body.password, person);
  return { response: await ask(deps, request, { ...given, body }), signedIn: { email } };
}

async function changePassword(
  deps: Deps,
  request: FastifyRequest,
  given: AuthRequest,
): Promise<Performed> {
  const { userId: id, userName: name, userEmail: email } = given.principal as Principal;
  const { kysely } = deps.options;
  await requireGoodPassword(kysely, String(given.body?.newPassword), { userId: id, name, email });
  const after = (db: Db) =>
    keepPasswordChange(deps, db, { person: { id, name, email }, ...given, ...languageOf(request) });
  return { response: await ask(deps, request, { ...given, after }), signedIn: { userId: id } };
}

async function resetPassword(
  deps: Deps,
  request: FastifyRequest,
  given: AuthRequest,
): Promise<Performed> {
  const { auth, options } = deps;
  const person = await findUserOfReset(auth.unit.kysely, String(given.body?.token));
  if (person === undefined) throw new ProblemError('not_found');
  given.subject = { userId: person.id };
  const { id: userId, ...words } = person;
  await requireGoodPassword(options.kysely, String(given.body?.newPassword), { userId, ...words });
  const after = async (db: Db) => {
    await keepPasswordChange(deps, db, { person, ...given, ...languageOf(request) });
    await deleteResetLinks(db, person.id);
    await keepAddressProof(db, person.id, options.mailer.delivers ? 'mail' : 'mail_file');
  };
  const response = await ask(deps, request, { ...given, after });
  return { response, signedIn: { userId: person.id } };
}

type InLanguage = { language: AskedLanguage };

function languageOf(request: FastifyRequest): InLanguage {
  return { language: request.headers['accept-language'] };
}

/** The entry, and a mail in case that it was somebody else. */
async function keepPasswordChange(
  { auth, options }: Deps,
  db: Db,
  { person, path, ip, language }: { person: Person; path: string; ip: string } & InLanguage,
): Promise<void> {
  const action = path === '/reset-password' ? 'password.reset' : 'password.changed';
  await auditAccount(db, person, { action, actor: 'user', ip });
  const recipient = await findRecipient(db, person.email, language);
  const mail = accountChangedMail(recipient, 'password', options.publicUrl);
  auth.unit.afterCommit(() => options.mailer.send(mail));
}
