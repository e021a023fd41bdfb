import { getConnector } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import type { SealingPolicy } from './sealing-policy.ts';

export function registerConnector(app: FastifyInstance, sealing: SealingPolicy): void {
  mount(
    app,
    getConnector,
  )(async () => {
    const { info, ...rest } = await sealing.describe();
    return { data: info, sealing: { ...rest, time: new Date().toISOString() } };
  });
}
