import type { AccessMode, AccessSummary } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';
import { DOT } from '../../lib/dot.ts';
import { formatNumber } from '../../lib/format.ts';

const texts = t.access;
const KINDS = ['public', 'members_of_source', 'rule', 'nobody'] as const;

type AccessNumbersProps = { summary: AccessSummary; mode: AccessMode };

/**
 * What the last reading came to: documents by who may find them, why nobody may, what it met. Where
 * everybody finds all, it is told of the source alone.
 */
export function AccessNumbers({ summary, mode }: AccessNumbersProps) {
  const isAsAtSource = mode === 'source';
  const hidden = Object.entries(summary.hidden).filter(([, count]) => count > 0);
  return (
    <div className="min-w-0 space-y-4 text-[13px]">
      <section>
        <h3 className="text-xs text-muted">
          {isAsAtSource ? texts.counts.label : texts.counts.labelAtSource}
        </h3>
        <dl className="mt-1 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
          {KINDS.map((kind) => (
            <div key={kind} className="contents">
              <dt className="first-letter:uppercase">{texts.counts[kind]}</dt>
              <dd className="text-end tabular">{formatNumber(summary.documents[kind])}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-muted">
          {texts.people({ people: summary.people, groups: summary.groups })}
        </p>
        {!summary.people_complete && <p className="mt-1 text-warn">{texts.peopleIncomplete}</p>}
        {!summary.documents_complete && (
          <p className="mt-1 text-warn">{texts.documentsIncomplete}</p>
        )}
      </section>
      {isAsAtSource && hidden.length > 0 && (
        <section>
          <h3 className="text-xs text-muted">{texts.hiddenTitle}</h3>
          <ul className="mt-1 space-y-1.5">
            {hidden.map(([code, count]) => (
              <Hidden key={code} code={code} count={count} />
            ))}
          </ul>
        </section>
      )}
      {summary.findings.length > 0 && <Findings findings={summary.findings} />}
    </div>
  );
}

function Hidden({ code, count }: { code: string; count: number }) {
  const { title, remedy } = textFor(texts.hidden, code) ?? texts.hiddenOther;
  return (
    <li>
      <p>
        <b className="font-semibold tabular">{formatNumber(count)}</b>
        {DOT}
        {title}.
      </p>
      <p className="text-muted">{remedy}</p>
    </li>
  );
}

function Findings({ findings }: { findings: AccessSummary['findings'] }) {
  return (
    <section>
      <h3 className="text-xs text-muted">{texts.findingsTitle}</h3>
      <ul className="mt-1 space-y-1.5">
        {findings.map(({ code, count, detail }) => (
          <li key={`${code} ${detail}`} className="[overflow-wrap:anywhere]">
            <p>
              <b className="font-semibold tabular">{formatNumber(count)}</b>
              {DOT}
              {textFor(texts.findings, code) ?? texts.findingOther({ code })}
            </p>
            {detail && <p className="text-muted">{detail}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
