import {
  type SampleServiceNow,
  type SampleServiceNowOptions,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
import { runSync } from './testing.ts';

const open: SampleServiceNow[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sample) => sample.close()));
});

async function start(options: SampleServiceNowOptions = {}): Promise<SampleServiceNow> {
  const sample = await startSampleServiceNow(options);
  open.push(sample);
  return sample;
}

const INCIDENTS = { settings: { tables: [{ table: 'incident' }] } };

describe('records of a table', () => {
  it('are read with labels instead of codes, and no field that may be a secret', async () => {
    const sample = await start();
    const row = sample.controls.instance.tables.incident?.[0];
    Object.assign(row ?? {}, {
      u_secret: 'ciphertext-of-a-password2',
      state: '6',
      close_notes: 'Done <b>.',
      category: '*net* <work>',
    });
    const outcome = await runSync(sample, INCIDENTS);
    expect(outcome.error).toBeUndefined();
    const document = outcome.documents.find(
      ({ externalId }) => externalId === `incident:${row?.sys_id}`,
    );
    expect(document).toMatchObject({ url: `${sample.url}/incident.do?sys_id=${row?.sys_id}` });
    expect(document?.body).toContain('- State: Resolved');
    expect(document?.body).toContain('- Category: \\*net\\* &lt;work>');
    expect(document?.body).toContain('## Resolution\n\nDone &lt;b>.');
    expect(JSON.stringify(outcome.documents)).not.toContain('ciphertext');
    expect(outcome.documents.filter(({ path }) => path[0] === 'incident')).toHaveLength(60);
  });

  it('keep addresses and lines of a plain field, and what is HTML is read as such', async () => {
    const sample = await start();
    const [plain, html] = sample.controls.instance.tables.incident ?? [];
    Object.assign(plain ?? {}, {
      description: 'From: Pia <p.miller@example.com>\nPrinter jams.\n\n  Tray <2>',
    });
    Object.assign(html ?? {}, { description: '<p>One</p><ul><li>a<li>b</ul>' });
    const { documents } = await runSync(sample, INCIDENTS);
    const bodyOf = (row: typeof plain) =>
      documents.find(({ externalId }) => externalId === `incident:${row?.sys_id}`)?.body ?? '';
    const lines = bodyOf(plain)
      .split('\n')
      .map((line) => line.trim().replace(/\\$/, ''));
    expect(lines.some((line) => /^From: Pia (\\|&lt;|<).*p\.miller@example\.com/.test(line))).toBe(
      true,
    );
    expect(lines).toContain('Printer jams.');
    expect(bodyOf(plain)).toContain('2>');
    expect(bodyOf(html)).toContain('- a\n- b');
  });

  it('by a query; a record that no longer fits goes with the next sync', async () => {
    const sample = await start();
    const settings = { tables: [{ table: 'incident', query: 'active=true^NQpriority=1' }] };
    const first = await runSync(sample, { settings });
    const rows = sample.controls.instance.tables.incident ?? [];
    const fitting = rows.filter((row) => row.active === 'true' || row.priority === '1');
    const read = first.documents.filter(({ path }) => path[0] === 'incident');
    expect(read).toHaveLength(fitting.length);
    const closed = fitting[0]?.sys_id ?? '';
    sample.controls.edit('incident', closed, { active: 'false', priority: '4' });
    // One fewer is counted, so everything is listed and the record is simply not met.
    const second = await runSync(sample, { settings, kept: first.kept });
    expect(second.end?.isComplete).toBe(true);
    expect(second.unchanged).not.toContain(`incident:${closed}`);
  });

  it.each([
    ['a field that the table does not have', 'actvie=true'],
    ['a field of another table', 'caller_id.vip=true'],
    ['a script', 'opened_by=javascript:gs.getUserID()'],
    ['an order', 'active=true^ORDERBYnumber'],
    ['an operator that is not known', 'activeSAMEASpriority'],
    ['a missing value', 'sys_id>'],
  ])('are not read with %s in the query: ServiceNow would return every row', async (_, query) => {
    const settings = { tables: [{ table: 'incident', query }] };
    const outcome = await runSync(await start(), { settings });
    expect(outcome.error).toBeUndefined();
    expect(outcome.failed).toMatchObject([
      { externalId: 'list/incident', title: 'incident', code: 'validation_failed' },
    ]);
    expect(outcome.documents.filter(({ path }) => path[0] === 'incident')).toEqual([]);
    // The articles are read all the same, and nothing of the table is taken for gone.
    expect(outcome.documents.length).toBeGreaterThan(100);
    expect(outcome.end?.isComplete).toBe(false);
  });

  it('are not read by a query that could not be checked, because the first records are hidden', async () => {
    const sample = await start();
    const rows = sample.controls.instance.tables.incident ?? [];
    const sorted = rows.map(({ sys_id }) => sys_id).toSorted();
    sample.controls.switches.hiddenIds = new Set(sorted.slice(0, 40));
    const settings = { tables: [{ table: 'incident', query: 'active=true' }] };
    const outcome = await runSync(sample, { settings });
    expect(outcome.failed).toMatchObject([
      { externalId: 'list/incident', code: 'insufficient_permissions' },
    ]);
    expect(outcome.documents.filter(({ path }) => path[0] === 'incident')).toEqual([]);
    sample.controls.switches.hiddenIds = new Set();
    sample.controls.instance.tables.incident = [];
    const empty = await runSync(sample, { settings });
    expect(empty.error).toBeUndefined();
    expect(empty.end?.isComplete).toBe(true);
  });
});
