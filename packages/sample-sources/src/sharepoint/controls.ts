import type { SampleGrant } from './grants.ts';
import { mayOpen, type OpeningOptions } from './may-open.ts';
import type { Reply, ServerContext } from './server-context.ts';
import type { SampleSharePointSwitches } from './switches.ts';
import { latestChange, type SampleItem, type SampleTenant } from './tenant.ts';

/** For tests: looks at what was asked and changes what is answered, at any time. */
export type SampleSharePointControls = {
  tenant: SampleTenant;
  switches: SampleSharePointSwitches;
  /**
   * Method, path and query of each call so far, to Graph and to SharePoint’s own API; no headers.
   * Requests inside of a batch are not calls.
   */
  calls: string[];
  /** What was asked inside of batches. */
  batched: string[];
  /** Also for requests inside of batches. */
  answerNext: (match: RegExp, reply: Reply, times?: number) => void;
  edit: (id: string, change: Partial<SampleItem>) => void;
  /** Gives an item permissions of its own, or takes them away (null). */
  share: (id: string, grants: SampleGrant[] | null) => void;
  /** As in the real one, whatever stood in a folder goes with it, and is told of or not. */
  remove: (id: string) => void;
  /** The sample's own verdict on a document as it is known to the connector. */
  mayOpen: (person: { address: string }, externalId: string, options?: OpeningOptions) => boolean;
};

export function createControls(context: ServerContext) {
  const planned: { match: RegExp; reply: Reply; left: number }[] = [];
  const { tenant } = context;
  const require = (id: string) => {
    const item = tenant.items.find((candidate) => candidate.id === id);
    if (!item) throw new Error(`no item ${id}`);
    return item;
  };
  const change = (id: string, values: Partial<SampleItem>) => {
    const item = require(id);
    const changedAt = latestChange(tenant) + 1;
    Object.assign(item, { changedAt, version: item.version + 1 }, values);
  };
  const controls: SampleSharePointControls = {
    tenant,
    switches: context.switches,
    calls: [],
    batched: [],
    answerNext: (match, reply, times = 1) => planned.push({ match, reply, left: times }),
    edit: change,
    share: (id, grants) => {
      Object.assign(require(id), { grants, sharedAt: latestChange(tenant) + 1 });
    },
    remove: (id) => {
      change(id, { isDeleted: true });
      const inside = tenant.items.filter(
        ({ parentId, isDeleted }) => parentId === id && !isDeleted,
      );
      for (const item of inside) removeSilently(tenant, item);
    },
    mayOpen: (person, externalId, options = {}) =>
      mayOpen(tenant, person, { ...options, externalId }),
  };
  const takeReply = (address: string): Reply | undefined => {
    const plan = planned.find(({ match, left }) => left > 0 && match.test(address));
    if (plan) plan.left -= 1;
    return plan?.reply;
  };
  return { controls, takeReply };
}

function removeSilently(tenant: SampleTenant, item: SampleItem): void {
  item.isDeleted = true;
  for (const inner of tenant.items) if (inner.parentId === item.id) removeSilently(tenant, inner);
}
