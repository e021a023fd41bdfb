import { afterEach, describe, expect, it } from 'vitest';
import { smallSite } from './test-site.ts';
import { idsOf, itemOf, runSync, sampleServers, TEA, titled } from './testing.ts';

const { start, closeAll } = sampleServers();
afterEach(closeAll);

it.each(['cloud', 'data_center'] as const)(
  'a link to a file leads to it from anywhere, and a mention of nobody keeps its label, on %s',
  async (edition) => {
    const sample = await start({ edition, content: smallSite() });
    const item = itemOf(sample, 'Gyokuro');
    const file = '<ri:attachment ri:filename="plan.pdf"/>';
    const words = '<ac:plain-text-link-body><![CDATA[the plan]]></ac:plain-text-link-body>';
    const person = '<ri:user ri:account-id="nobody"/><ac:link-body>@Ada Example</ac:link-body>';
    item.body = `<p><ac:link>${file}${words}</ac:link> by <ac:link>${person}</ac:link></p>`;
    const body = titled(await runSync(sample, TEA), 'Gyokuro')?.body ?? '';
    const address = /\[the plan\]\(([^)]+)\)/.exec(body)?.[1] ?? '';
    expect(address).toContain(`/download/attachments/${item.id}/plan.pdf`);
    expect(new URL(address).origin).toBe(new URL(sample.url).origin);
    expect(body).toContain('@Ada Example');
  },
);

describe('people in texts of Data Center', () => {
  it('are looked up by their keys, each of them once, and stay unnamed where nobody knows them', async () => {
    const sample = await start({ edition: 'data_center', content: smallSite() });
    const [person] = sample.controls.site.users;
    const key = person?.accountId.replace(/\W/g, '') ?? '';
    const mention = (of: string) => `<p><ac:link><ri:user ri:userkey="${of}"/></ac:link></p>`;
    for (const title of ['Home', 'Gyokuro', 'Keemun']) {
      itemOf(sample, title).body = mention(key) + mention('8a7f808a0000');
    }
    const outcome = await runSync(sample, TEA);
    expect(titled(outcome, 'Keemun')?.body).toContain(`@${person?.name}`);
    const unknown = outcome.calls.filter((call) => call.includes('/user?key=8a7f808a0000'));
    expect(unknown).toHaveLength(1);
    expect(idsOf(outcome)).toHaveLength(7);
  });
});
