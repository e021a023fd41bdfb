import { randomUUID } from 'node:crypto';
import {
  type ChangeMessage,
  createChangeWebhook as createRoute,
  deleteChangeWebhook as deleteRoute,
  getChangeWebhook,
  rotateChangeWebhookSecret,
  testChangeWebhook,
  updateChangeWebhook,
} from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { countAttempt, limitKey } from '../session/rate-limits.ts';
import { findChangeWebhook, toChangeWebhook } from './change-webhook.store.ts';
import { type DeliverDeps, deliver } from './deliver-webhooks.ts';
import {
  createChangeWebhook,
  editChangeWebhook,
  removeChangeWebhook,
  rotateSecret,
} from './edit-change-webhook.ts';

/** Of one organization in a minute: each calls a server of others. */
const TESTS_PER_MINUTE = 10;

/** Where programs of the organization are told of changes; for owners and admins. */
export function registerChangeWebhooks(app: FastifyInstance, deps: DeliverDeps): void {
  const { db } = deps;

  mount(
    app,
    getChangeWebhook,
  )(async ({ principal, params: { topic } }) => {
    const row = await findChangeWebhook(db, { organizationId: principal.organizationId, topic });
    return { data: row === undefined ? null : toChangeWebhook(row) };
  });

  mount(
    app,
    createRoute,
  )(async ({ principal, params: { topic }, body, request }) => {
    const { row, secret } = await createChangeWebhook(
      deps,
      { principal, ip: request.ip, topic },
      body,
    );
    return { data: { ...toChangeWebhook(row), secret } };
  });

  mount(
    app,
    updateChangeWebhook,
  )(async ({ principal, params: { topic }, body, request }) => {
    const row = await editChangeWebhook(deps, { principal, ip: request.ip, topic }, body);
    return { data: toChangeWebhook(row) };
  });

  mount(
    app,
    rotateChangeWebhookSecret,
  )(async ({ principal, params: { topic }, request }) => {
    const { row, secret } = await rotateSecret(deps, { principal, ip: request.ip, topic });
    return { data: { ...toChangeWebhook(row), secret } };
  });

  mount(
    app,
    testChangeWebhook,
  )(async ({ principal, params: { topic } }) => {
    const { organizationId } = principal;
    await countAttempt(db, limitKey('webhook', organizationId), TESTS_PER_MINUTE);
    const row = await findChangeWebhook(db, { organizationId, topic });
    if (row === undefined) throw new ProblemError('not_found');
    const content: ChangeMessage = {
      type: 'test',
      timestamp: new Date().toISOString(),
      data: { organization_id: organizationId },
    };
    const delivery = await deliver(deps, row, { id: `msg_${randomUUID()}`, content });
    const { isTaken: is_taken, status } = delivery;
    return { data: { is_taken, status, reason: delivery.isTaken ? null : delivery.reason } };
  });

  mount(
    app,
    deleteRoute,
  )(async ({ principal, params: { topic }, request }) => {
    const row = await removeChangeWebhook(deps, { principal, ip: request.ip, topic });
    return { data: { url: row.url } };
  });
}
