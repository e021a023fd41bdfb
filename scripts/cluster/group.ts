import { join } from 'node:path';
import { findFreePorts, waitFor } from '@rita/test-kit';
import type { Resources } from '../../packages/platform/src/resources.ts';
import { type LoadBalancer, startLoadBalancer } from './load-balancer.ts';
import { type Member, startMember } from './member.ts';

/** The processes of one service, and the address in front of them. */
export type Group = { members: Member[]; balancer: LoadBalancer };

/** What all parts of the cluster are made with. */
export type Parts = {
  resources: Resources;
  say: (text: string) => void;
  /** For every process. */
  common: Record<string, string | undefined>;
  /** For all data. */
  folder: string;
  signal?: AbortSignal | undefined;
};

type GroupOptions = {
  service: 'api-server' | 'connector';
  /** Of the load balancer; 0 takes a free one. */
  port: number;
  readyPath: string;
  env: Record<string, string | undefined>;
};

/** Two processes of a service behind a load balancer; resolves when both are in service. */
export async function openGroup(parts: Parts, options: GroupOptions): Promise<Group> {
  const { service, port, readyPath } = options;
  const members = await startMembers(parts, options);
  const targets = members.map((member) => member.url);
  const balancer = await startLoadBalancer({ port, targets, readyPath });
  parts.resources.add(`balancer of ${service}`, balancer.close);
  const group = { members, balancer };
  for (const member of members) await waitUntilServing(group, member);
  return group;
}

export async function waitUntilServing({ balancer }: Group, member: Member): Promise<void> {
  await waitFor(() => balancer.isServing(member.url), { timeoutMs: 30_000, what: member.name });
}

async function startMembers(parts: Parts, { service, env }: GroupOptions): Promise<Member[]> {
  const ports = await findFreePorts(2);
  const starting = ports.map((port, index) => {
    const name = `${service}-${index + 1}`;
    const own = { PORT: String(port), DATA_DIR: join(parts.folder, name) };
    return startMember({
      name,
      script: `packages/${service}/src/main.ts`,
      url: `http://127.0.0.1:${port}`,
      env: { ...parts.common, ...env, ...own },
      ready: /is ready at/,
      say: parts.say,
      signal: parts.signal,
    });
  });
  const settled = await Promise.allSettled(starting);
  const members = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  // All at once: each takes its time to drain.
  parts.resources.add(service, () => Promise.all(members.map((member) => member.stop())));
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return members;
}
