import {
  createCredentialLink,
  getCredentialLink,
  openCredentialLink,
  revokeCredentialLink,
  submitCredentials as submitCredentialsRoute,
} from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { findConnection } from '../data-sources/data-sources.store.ts';
import type { VerificationDeps } from '../data-sources/start-verification.ts';
import { findLatestLink } from './credential-links.store.ts';
import { createLink, type LinkDeps, revokeLink, toLink } from './make-link.ts';
import { openLink } from './open-link.ts';
import { submitCredentials } from './submit-credentials.ts';

/** Links by which somebody without an account enters credentials: for those who make and who follow them. */
export function registerCredentialLinks(
  app: FastifyInstance,
  deps: VerificationDeps & LinkDeps,
): void {
  mount(
    app,
    getCredentialLink,
  )(async ({ principal, params }) => {
    const { organizationId } = principal;
    const connection = await findConnection(deps.db, organizationId, params.id);
    if (connection === undefined) throw new ProblemError('not_found');
    const link = await findLatestLink(deps.db, organizationId, params.id);
    return { data: link === undefined ? null : toLink(link) };
  });

  mount(
    app,
    createCredentialLink,
  )(async ({ principal, params, body, request }) => {
    const asked = { principal, ip: request.ip, connectionId: params.id };
    return { data: await createLink(deps, asked, body) };
  });

  mount(
    app,
    revokeCredentialLink,
  )(async ({ principal, params, request }) => {
    const asked = { principal, ip: request.ip, connectionId: params.id };
    return { data: { id: await revokeLink(deps, asked) } };
  });

  mount(
    app,
    openCredentialLink,
  )(async ({ body, request }) => ({
    data: await openLink(deps, { token: body.token, ip: request.ip }),
  }));

  mount(
    app,
    submitCredentialsRoute,
  )(async ({ body, request }) => {
    const { runId } = await submitCredentials(deps, request.ip, body);
    return { status: 'verifying', message: 'Verification in progress', run_id: runId };
  });
}
