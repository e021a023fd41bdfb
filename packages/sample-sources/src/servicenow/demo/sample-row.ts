import { createHash } from 'node:crypto';
import { moveTime, type SampleRow } from '../instance.ts';

/** When the first record was made. */
export const START = '2025-03-03 07:30:00';

/** A sys_id that is the same on every machine. */
export function sampleSysId(name: string): string {
  return createHash('md5').update(name).digest('hex');
}

export function sampleRow(name: string, index: number, fields: Record<string, string>): SampleRow {
  return {
    sys_id: sampleSysId(name),
    sys_created_on: moveTime(START, index * 1511),
    sys_updated_on: moveTime(START, index * 1511 + 437),
    sys_mod_count: String(index % 5),
    ...fields,
  };
}
