import {
  type CurrentSession,
  getSession,
  getSignInOptions,
  getVisitor,
  type SampleReader,
} from '@rita/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import type { Principal } from '../../platform/http/principal.ts';
import type { AuthOptions } from './auth-options.ts';
import { keepLanguage } from './recipient-language.ts';
import { isFromThisMachine, listSampleReaders } from './sample-readers.ts';
import { findOrganizationsOfUser } from './session.store.ts';

export function registerSessionRoutes(app: FastifyInstance, options: AuthOptions): void {
  mount(
    app,
    getSession,
  )(async ({ principal, request }) => ({
    data: await readSession(options, { principal, request }),
  }));

  mount(
    app,
    getVisitor,
  )(async ({ request }) => {
    const principal = await app.authenticate(request);
    const isPerson = principal !== undefined && principal.program === undefined;
    return { data: isPerson ? await readSession(options, { principal, request }) : null };
  });

  mount(
    app,
    getSignInOptions,
  )(async ({ request }) => ({
    data: {
      email_password: true,
      single_sign_on: options.singleSignOn !== undefined,
      sign_up: options.signUp,
      delivers_mail: options.mailer.delivers,
      is_trial: options.hasSampleSources === true && isFromThisMachine(request),
      sample_readers: await offeredReaders(options, request),
    },
  }));
}

/** Of somebody who uses the pages. */
async function readSession(
  { kysely, hasSampleSources = false }: AuthOptions,
  { principal, request }: { principal: Principal; request: FastifyRequest },
): Promise<CurrentSession> {
  await keepLanguage(kysely, principal.userId, request.headers['accept-language']);
  const all = await findOrganizationsOfUser(kysely, principal.userId);
  return {
    user: { id: principal.userId, name: principal.userName, email: principal.userEmail },
    organization: { id: principal.organizationId, name: principal.organizationName },
    role: principal.role,
    organizations: all.filter(({ id }) => id !== principal.organizationId),
    has_sample_sources: hasSampleSources,
  };
}

async function offeredReaders(
  { kysely, sampleReaders = [] }: AuthOptions,
  request: FastifyRequest,
): Promise<{ id: SampleReader; name: string }[]> {
  if (!isFromThisMachine(request)) return [];
  const joined = await listSampleReaders(kysely, sampleReaders);
  return joined.map(({ id, name }) => ({ id, name }));
}
