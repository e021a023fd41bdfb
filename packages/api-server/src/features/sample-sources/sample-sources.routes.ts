import { listSampleSources, type SampleSource } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';

export type ListSampleSources = () => Promise<SampleSource[]>;

export function registerSampleSources(app: FastifyInstance, list: ListSampleSources): void {
  mount(app, listSampleSources)(async () => ({ data: await list() }));
}
