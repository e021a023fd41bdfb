import { type CallNoting, noteCalls } from '../note-calls.ts';
import { moveTime, rowOf, type SampleInstance } from './instance.ts';
import type { ServerContext, ServiceNowReply } from './server-context.ts';
import type { SampleServiceNowSwitches } from './switches.ts';

/** For tests: looks at what was asked and changes what is answered, at any time. */
export type SampleServiceNowControls = {
  instance: SampleInstance;
  switches: SampleServiceNowSwitches;
  /** Method, path and query of each call so far; no headers. */
  calls: string[];
  /** Told of each call before it is answered, to change something at that very moment. */
  onCall: ((call: string) => void) | null;
  /** Answers the next calls that match with this, instead of the right thing. */
  answerNext: (match: RegExp, reply: ServiceNowReply, times?: number) => void;
  /** Changes a record, raises its sys_mod_count and sets sys_updated_on a minute after all others. */
  edit: (table: string, sysId: string, change: Record<string, string>) => void;
  remove: (table: string, sysId: string) => void;
};

/** The controls of a sample, and how a call comes by them before it is answered. */
export function createControls(context: ServerContext, noting: CallNoting) {
  const planned: { match: RegExp; reply: ServiceNowReply; left: number }[] = [];
  const controls: SampleServiceNowControls = {
    instance: context.instance,
    switches: context.switches,
    calls: [],
    onCall: null,
    answerNext: (match, reply, times = 1) => planned.push({ match, reply, left: times }),
    edit: (table, sysId, change) => {
      const row = rowOf(context.instance, table, sysId);
      if (!row) throw new Error(`no record ${table} ${sysId}`);
      const times = (context.instance.tables[table] ?? []).map((one) => one.sys_updated_on ?? '');
      const newest = times.toSorted().at(-1) ?? '';
      const count = String(Number(row.sys_mod_count) + 1);
      Object.assign(row, { sys_mod_count: count, sys_updated_on: moveTime(newest, 1) }, change);
    },
    remove: (table, sysId) => {
      const rows = context.instance.tables[table] ?? [];
      context.instance.tables[table] = rows.filter((row) => row.sys_id !== sysId);
    },
  };
  const noteCall = noteCalls(noting);
  /** Notes the call; what it is to be answered with where a test planned that. */
  const note = (address: string): ServiceNowReply | undefined => {
    noteCall(controls.calls, address);
    controls.onCall?.(address);
    const plan = planned.find(({ match, left }) => left > 0 && match.test(address));
    if (plan) plan.left -= 1;
    return plan?.reply;
  };
  return { controls, note };
}
