import { getConnector } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import type { ConnectorClient } from './connector-client.ts';

export function registerConnector(app: FastifyInstance, connector: ConnectorClient): void {
  mount(app, getConnector)(async () => ({ data: await connector.describe() }));
}
