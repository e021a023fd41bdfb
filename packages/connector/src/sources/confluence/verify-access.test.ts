import { afterEach, describe, expect, it } from 'vitest';
import { outcomesOf, runVerify, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterEach(closeAll);

type Run = Awaited<ReturnType<typeof runVerify>>;
const told = ({ reports }: Run, name: string) => reports.findLast((report) => report.name === name);

/** Each right that is missing, the check that fails for it, and what that says to add. */
const CASES = [
  ['cloud', 'restrictions', 403, 'read_permissions', 'read:permission:confluence'],
  ['cloud', 'space_permissions', 403, 'read_space_permissions', 'read:space:confluence'],
  ['cloud', 'space_roles', 401, 'read_space_permissions', 'read:space.permission:confluence'],
  ['cloud', 'people', 403, 'read_people', 'read:user:confluence'],
  ['cloud', 'members', 401, 'read_groups', 'read:group:confluence'],
  ['data_center', 'space_permissions', 500, 'read_space_permissions', 'Space Admin'],
  ['data_center', 'site_permissions', 403, 'read_site_permissions', 'Confluence Administrator'],
  ['data_center', 'people', 403, 'read_people', 'Confluence Administrator'],
  ['data_center', 'members', 403, 'read_groups', 'Confluence Administrator'],
] as const;

describe('a right that is missing', () => {
  it.each(CASES)('%s: %s answers %d', async (edition, call, status, check, adds) => {
    const sample = await start({ edition });
    sample.controls.switches.permissionTroubles = { [call]: status };
    const run = await runVerify(sample);
    expect(run.error).toBeUndefined();
    expect(told(run, check)).toMatchObject({
      outcome: 'failed',
      remedy: expect.stringContaining(adds),
    });
    const { [check]: _, ...others } = outcomesOf(run);
    const failed = Object.entries(others).filter(([, outcome]) => outcome === 'failed');
    expect(failed).toEqual([]);
  });

  it('is none in a Data Center that is too old: it is the version that is named', async () => {
    const sample = await start({
      edition: 'data_center',
      switches: { dataCenterVersion: '8.9.8' },
    });
    const run = await runVerify(sample);
    expect(run.error).toBeUndefined();
    expect(told(run, 'read_space_permissions')).toMatchObject({
      outcome: 'failed',
      detail: 'This version of Confluence does not tell who may view a space.',
      remedy: expect.stringContaining('from version 9.1 on'),
    });
  });

  it('of addresses: masked ones match nobody, hidden ones are found by Jira or not at all', async () => {
    const masked = await start({ edition: 'data_center', switches: { addresses: 'masked' } });
    expect(told(await runVerify(masked), 'read_people')).toMatchObject({ outcome: 'failed' });
    const hidden = await start();
    for (const user of hidden.controls.site.users) user.showsAddress = false;
    const found = told(await runVerify(hidden), 'read_people');
    expect(found).toMatchObject({ outcome: 'passed', detail: expect.stringContaining('Jira') });
    hidden.controls.switches.permissionTroubles = { look_up: 403 };
    const lost = told(await runVerify(hidden), 'read_people');
    expect(lost).toMatchObject({ outcome: 'unknown', detail: expect.stringContaining('by hand') });
  });
});
