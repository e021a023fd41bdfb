import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { keepAddressProof } from './address-proof.ts';
import type { Auth } from './auth.ts';
import { checkMailLimit } from './auth-limits.ts';
import type { AuthOptions } from './auth-options.ts';
import { problemOfResponse } from './auth-problems.ts';
import { consumeMailLink, insertMailLink } from './mail-links.ts';
import { accountExistsMail, confirmSignUpMail } from './mail-texts.ts';
import { requireGoodPassword } from './password-rules.ts';
import { type AskedLanguage, findRecipient } from './recipient-language.ts';
import { requireSignUp } from './sign-up-policy.ts';
import { toWebRequest } from './web-request.ts';

const LINK_HOURS = 24;

const pendingSchema = z.object({
  name: z.string(),
  email: z.string(),
  invitationId: z.string().optional(),
});
type Pending = z.output<typeof pendingSchema>;

/**
 * Where mails are delivered, signing up answers the same whether or not there is an account: what comes
 * next stands in a mail to that address. Nothing is kept of whoever does not follow it.
 *
 * @throws ProblemError `sign_up_closed`, `too_many_requests`
 */
export async function requestSignUp(
  options: AuthOptions,
  given: { body: Record<string, unknown>; ip: string; language: AskedLanguage },
): Promise<Response> {
  const pending = pendingSchema.parse(given.body);
  await requireSignUp(options, { ...pending, invitationId: pending.invitationId });
  await checkMailLimit(options, { email: pending.email, ip: given.ip });
  options.background.start('answer a sign-up', () =>
    mailNextStep(options, pending, given.language),
  );
  return Response.json({ token: null, user: null });
}

async function mailNextStep(
  { kysely, mailer, publicUrl }: AuthOptions,
  pending: Pending,
  language: AskedLanguage,
) {
  const email = pending.email.toLowerCase();
  const account = await kysely
    .selectFrom('users')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst();
  const recipient = await findRecipient(kysely, email, language);
  if (account !== undefined) {
    await mailer.send(accountExistsMail(recipient, publicUrl));
    return;
  }
  const value = JSON.stringify({ ...pending, email });
  const token = await insertMailLink(kysely, {
    purpose: 'confirm-sign-up',
    value,
    hours: LINK_HOURS,
  });
  // Behind the hash, which no browser sends to a server.
  const next = pending.invitationId === undefined ? '' : `&invitation=${pending.invitationId}`;
  const link = `${publicUrl}/confirm-sign-up#token=${token}${next}`;
  await mailer.send(confirmSignUpMail(recipient, link));
}

/**
 * Makes the account of a link that came by mail, with the password that is chosen now, and signs in:
 * whoever follows it has shown that the address is theirs. Within a unit of work.
 *
 * @throws ProblemError `not_found` for a link that is used up or too old, `sign_up_closed`,
 *   `common_password`, `account_exists`
 */
export async function confirmSignUp(
  { auth, options }: { auth: Auth; options: AuthOptions },
  request: FastifyRequest,
  given: { body: Record<string, unknown>; ip: string },
): Promise<{ response: Response; user: { id: string } }> {
  const { kysely } = auth.unit;
  const value = await consumeMailLink(kysely, 'confirm-sign-up', String(given.body.token));
  if (value === undefined) throw new ProblemError('not_found');
  const { name, email, invitationId } = pendingSchema.parse(JSON.parse(value));
  await requireSignUp({ ...options, kysely }, { email, invitationId });
  const password = String(given.body.password);
  await requireGoodPassword(kysely, password, { name, email, invitationId });
  const asked = { body: { name, email, password }, ip: given.ip, sentTo: '/sign-up/email' };
  const response = await auth.handle(
    toWebRequest(request, { ...asked, publicUrl: options.publicUrl }),
  );
  if (response.status >= 400) throw await problemOfResponse(response);
  const { user } = (await response.clone().json()) as { user: { id: string } };
  await keepAddressProof(kysely, user.id, 'mail');
  return { response, user };
}
