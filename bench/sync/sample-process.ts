import { startSampleConfluence, startSampleSources } from '@rita/sample-sources';
import { largeSite } from './large-site.ts';
import type { SampleAnswer, SampleQuestion } from './samples.ts';

// A process of its own, so that neither its memory nor its time counts for the connector.
const [pages, latencyMs] = process.argv.slice(2).map(Number);
const usual = await startSampleSources();
const large = await startSampleConfluence({
  content: largeSite(pages ?? 0),
  switches: { latencyMs: latencyMs ?? 0 },
});
const { controls, url, settings, credentials } = large;

function answer(question: SampleQuestion): SampleAnswer {
  switch (question.ask) {
    case 'listing':
      return { listing: usual.listing, large: { url, settings, credentials } };
    case 'calls':
      return { calls: controls.calls.splice(0) };
    case 'edit': {
      const editable = controls.site.content.filter(({ type }) => type === 'page');
      const step = Math.floor(editable.length / question.count);
      const edited = editable.filter((_, index) => index % step === 0);
      for (const item of edited.slice(0, question.count)) {
        const version = { ...item.version, createdAt: new Date().toISOString() };
        version.number += 1;
        controls.edit(item.id, { body: `${item.body}<p>Edited by the bench.</p>`, version });
      }
      return { edited: Math.min(edited.length, question.count) };
    }
  }
}

process.on('message', (question: SampleQuestion) => process.send?.(answer(question)));
process.send?.({ ready: true } satisfies SampleAnswer);
