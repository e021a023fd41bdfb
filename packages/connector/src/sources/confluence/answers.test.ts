import { afterAll, describe, expect, it } from 'vitest';
import { proveFields } from '../testing/prove-fields.ts';
import { confluence } from './index.ts';
import { smallSite } from './test-site.ts';
import { openRun, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

const IDS_AND_VERSIONS = / (results\[\]\.)?(id|version|version\.number)$/;
const ENDS = / (results|results\[\]|_links|_links\.next)$/;
const READERS = /restriction.* restrictions(\.(user|group)(\.results)?)?$/;

describe.each(['cloud', 'data_center'] as const)(
  'right answers of %s, one field short',
  (edition) => {
    it.each([
      ['pages', {}],
      ['files', { attachments: true, calls: /attachment/ }],
    ])(
      'cost no more than that item: %s',
      async (_, { calls, ...more }: { attachments?: boolean; calls?: RegExp }) => {
        const sample = await start({ edition, content: smallSite() });
        const settings = { spaces: ['FIN', 'TEA'], ...more };
        const breaches = await proveFields({
          driver: confluence,
          open: (change) => openRun(sample, { settings, ...change }),
          decides: [IDS_AND_VERSIONS, ENDS, READERS],
          ...(calls ? { calls } : {}),
        });
        expect(breaches).toEqual([]);
      },
      120_000,
    );
  },
);
