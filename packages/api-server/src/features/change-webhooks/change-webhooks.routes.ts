import { randomUUID } from 'node:crypto';
import {
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

/** Where a program of the organization is told that documents changed; for owners and admins. */
export function registerChangeWebhooks(app: FastifyInstance, deps: DeliverDeps): void {
  const { db } = deps;

  mount(
    app,
    getChangeWebhook,
  )(async ({ principal }) => {
    const row = await findChangeWebhook(db, principal.organizationId);
    return { data: row === undefined ? null : toChangeWebhook(row) };
  });

  mount(
    app,
    createRoute,
  )(async ({ principal, body, request }) => {
    const { row, secret } = await createChangeWebhook(deps, { principal, ip: request.ip }, body);
    return { data: { ...toChangeWebhook(row), secret } };
  });

  mount(
    app,
    updateChangeWebhook,
  )(async ({ principal, body, request }) => {
    const row = await editChangeWebhook(deps, { principal, ip: request.ip }, body);
    return { data: toChangeWebhook(row) };
  });

  mount(
    app,
    rotateChangeWebhookSecret,
  )(async ({ principal, request }) => {
    const { row, secret } = await rotateSecret(deps, { principal, ip: request.ip });
    return { data: { ...toChangeWebhook(row), secret } };
  });

  mount(
    app,
    testChangeWebhook,
  )(async ({ principal }) => {
    const { organizationId } = principal;
    await countAttempt(db, limitKey('webhook', organizationId), TESTS_PER_MINUTE);
    const row = await findChangeWebhook(db, organizationId);
    if (row === undefined) throw new ProblemError('not_found');
    const message = { id: `msg_${randomUUID()}`, type: 'test', at: new Date() } as const;
    const delivery = await deliver(deps, row, message);
    const { isTaken: is_taken, status } = delivery;
    return { data: { is_taken, status, reason: delivery.isTaken ? null : delivery.reason } };
  });

  mount(
    app,
    deleteRoute,
  )(async ({ principal, request }) => {
    const row = await removeChangeWebhook(deps, { principal, ip: request.ip });
    return { data: { url: row.url } };
  });
}
