import { describe, expect, test } from 'vitest';
import { at, idleRow, LIMITS, RUN_1 } from '../../../test/run-fixtures.ts';
import { dueLook, isSilent, lookAfter, soonerLook } from './run-look.ts';
import { beginRun } from './run-state.ts';

const time = (seconds: number) => at(seconds).now;
const begun = { ...idleRow(), ...beginRun({ kind: 'sync', id: RUN_1 }, at(0)) };
/** Taken, with a heartbeat promised every 15 s. */
const taken = {
  ...begun,
  run_accepted_at: time(1),
  run_last_heard_at: time(10),
  run_heartbeat_seconds: 15,
  run_deadline_at: time(10 + LIMITS.syncSilenceMs / 1_000),
};

test('nothing is looked at where nothing runs', () => {
  expect([dueLook(idleRow()), soonerLook(idleRow()), lookAfter(idleRow(), time(0))]).toEqual([
    undefined,
    undefined,
    null,
  ]);
  expect(isSilent(idleRow(), time(10_000))).toBe(false);
});

describe('a look is due', () => {
  test.each([
    ['five seconds before the end', begun, 55],
    ['when two promised signs of life were missed', taken, 40],
    ['before the end where nothing was promised', { ...taken, run_heartbeat_seconds: null }, 605],
    ['before the end where that is sooner', { ...taken, run_heartbeat_seconds: 600 }, 605],
  ])('%s', (_name, row, seconds) => {
    expect(dueLook(row)).toEqual(time(seconds));
    expect(soonerLook(row)).toEqual(time(seconds));
    expect(soonerLook({ ...row, run_look_at: time(seconds - 1) })).toBeUndefined();
    expect(soonerLook({ ...row, run_look_at: time(seconds) })).toBeUndefined();
    expect(soonerLook({ ...row, run_look_at: time(seconds + 1) })).toEqual(time(seconds));
  });
});

test('only a run that the connector has taken is silent', () => {
  expect([isSilent(begun, time(59)), isSilent(taken, time(39)), isSilent(taken, time(40))]).toEqual(
    [false, false, true],
  );
});

describe('the next look comes', () => {
  test.each([
    ['when it is due', taken, 20, 40],
    ['after ten seconds while the run is silent', taken, 100, 110],
    ['at the end while the run is silent', taken, 605, 610],
    ['at the end where it was not taken', begun, 56, 60],
  ])('%s', (_name, row, seconds, next) => {
    expect(lookAfter(row, time(seconds))).toEqual(time(next));
  });
});
