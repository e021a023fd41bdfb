import {
  type SampleServiceNow,
  type SampleServiceNowOptions,
  sampleSysId,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
import { manyArticles, runSync } from './testing.ts';

const open: SampleServiceNow[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sample) => sample.close()));
});

async function start(options: SampleServiceNowOptions = {}): Promise<SampleServiceNow> {
  const sample = await startSampleServiceNow(options);
  open.push(sample);
  return sample;
}

describe('articles', () => {
  it('reads the fields of an article that was made from a template', async () => {
    const content = manyArticles(3);
    const [article, other, broken] = content.tables.kb_knowledge ?? [];
    const fields = { text: '', wiki: '', sys_class_name: 'kb_template_kcs_article' };
    Object.assign(article ?? {}, fields, { article_type: 'kcs' });
    Object.assign(other ?? {}, { text: '', kb_question: 'Why tea?', kb_answer: '<p>Because</p>' });
    Object.assign(broken ?? {}, fields, { sys_class_name: 'kb_template_closed' });
    content.tables.kb_template_kcs_article = [
      {
        ...(article ?? { sys_id: '' }),
        kb_resolution: '<p>Turn it <strong>off</strong></p>',
        kb_issue: 'From: Pia <p.miller@example.com>\nPrinter jams.',
        kb_environment: '',
        u_kb_last_seen_by: 'Ada Example',
        u_secret: 'ciphertext of a password2',
      },
    ];
    const sample = await start({ content });
    const outcome = await runSync(sample);
    const bodyOf = (row: typeof article) =>
      outcome.documents.find(({ externalId }) => externalId.endsWith(row?.sys_id ?? '-'))?.body;
    const body = bodyOf(article) ?? '';
    expect(body.match(/^## .*$/gm)).toEqual(['## Issue', '## Resolution', '## Last seen by']);
    expect(body).toContain('p.miller@example.com');
    expect(body).toMatch(/Printer jams\.$/m);
    expect(body).toContain('Turn it **off**');
    expect(body).toContain('Ada Example');
    expect(body).not.toContain('ciphertext');
    expect(bodyOf(other)).toContain('## Question\n\nWhy tea?\n\n## Answer\n\nBecause');
    // A text that cannot be had is no empty text.
    expect(bodyOf(broken)).toBeUndefined();
    expect(outcome.failed).toMatchObject([
      { externalId: `kb_knowledge:${broken?.sys_id}`, reason: expect.stringContaining('template') },
    ]);
  });

  it('names a knowledge base that is gone as people know it', async () => {
    const sample = await start();
    const { hiddenIds } = sample.controls.switches;
    const [chosen, gone] = [sampleSysId('base HR'), sampleSysId('base LEGAL')];
    const settings = { knowledge_bases: [chosen, gone] };
    sample.controls.switches.hiddenIds = new Set();
    const first = await runSync(sample, { settings });
    sample.controls.switches.hiddenIds = hiddenIds;
    const second = await runSync(sample, { settings, kept: first.kept });
    expect(second.failed).toMatchObject([{ title: 'Legal' }]);
    expect(second.failed[0]?.reason).toContain('“Legal”');
    expect(second.failed[0]?.reason).not.toContain(gone);
    expect(second.gone).toEqual([]);
    // The name is not forgotten, nor where only its articles tell it.
    const third = await runSync(sample, { settings, kept: second.kept });
    expect(third.failed).toMatchObject([{ title: 'Legal' }]);
    sample.controls.switches.hiddenIds = new Set([gone]);
    const byArticle = await runSync(sample, { settings });
    expect(byArticle.failed).toMatchObject([{ title: 'Legal' }]);
  });
});
