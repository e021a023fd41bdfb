import { getSession, getSignInOptions, type SampleReader } from '@rita/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import type { AuthOptions } from './auth-options.ts';
import { keepLanguage } from './recipient-language.ts';
import { isFromThisMachine, listSampleReaders } from './sample-readers.ts';
import { findOrganizationsOfUser } from './session.store.ts';

export function registerSessionRoutes(app: FastifyInstance, options: AuthOptions): void {
  mount(
    app,
    getSession,
  )(async ({ principal, request }) => {
    await keepLanguage(options.kysely, principal.userId, request.headers['accept-language']);
    const all = await findOrganizationsOfUser(options.kysely, principal.userId);
    return {
      data: {
        user: { id: principal.userId, name: principal.userName, email: principal.userEmail },
        organization: { id: principal.organizationId, name: principal.organizationName },
        role: principal.role,
        organizations: all.filter(({ id }) => id !== principal.organizationId),
        has_sample_sources: options.hasSampleSources ?? false,
      },
    };
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
      sample_readers: await offeredReaders(options, request),
    },
  }));
}

async function offeredReaders(
  { kysely, sampleReaders = [] }: AuthOptions,
  request: FastifyRequest,
): Promise<{ id: SampleReader; name: string }[]> {
  if (!isFromThisMachine(request)) return [];
  const joined = await listSampleReaders(kysely, sampleReaders);
  return joined.map(({ id, name }) => ({ id, name }));
}
