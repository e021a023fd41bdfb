import type { AccessExplanation } from '@rita/contracts';
import { Check, X } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';
import { formatMoment, formatNames } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';

const texts = t.documentAccess;
type Layer = AccessExplanation['layers'][number];

/** Who may read a document, layer by layer, and as of when. */
export function ExplainedAccess({ explained }: { explained: AccessExplanation }) {
  return (
    <div className="space-y-3 text-[13px]">
      <p>{sentenceOf(explained)}</p>
      {explained.kind === 'rule' && (
        <ol className="space-y-2">
          {explained.layers.map((layer, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: layers have no names and never move
            <li key={index}>
              <ExplainedLayer layer={layer} number={index + 1} isOnly={isOnly(explained)} />
            </li>
          ))}
        </ol>
      )}
      {explained.denied && <Denied layer={explained.denied} />}
      <Freshness explained={explained} />
    </div>
  );
}

function isOnly({ layers }: AccessExplanation): boolean {
  return layers.length === 1;
}

function sentenceOf({ kind, reason, layers }: AccessExplanation): string {
  if (kind === 'rule') return layers.length === 1 ? texts.kinds.ruleOne : texts.kinds.rule;
  if (kind !== 'nobody' || reason === null) return texts.kinds[kind];
  const { title } = textFor(t.access.hidden, reason) ?? t.access.hiddenOther;
  return `${texts.kinds.nobody} ${title}.`;
}

type LayerProps = { layer: Layer; number: number; isOnly: boolean };

function ExplainedLayer({ layer, number, isOnly: isAlone }: LayerProps) {
  return (
    <div className="rounded-control border border-line px-3 py-2">
      {(!isAlone || layer.met_by !== undefined) && (
        <p className="flex items-center gap-1.5 text-xs text-muted">
          {texts.layer({ number })}
          {layer.met_by !== undefined && <Verdict metBy={layer.met_by} />}
        </p>
      )}
      <Named layer={layer} />
    </div>
  );
}

function Verdict({ metBy }: { metBy: NonNullable<Layer['met_by']> | null }) {
  if (metBy === null) {
    return (
      <span className="inline-flex items-center gap-1 font-semibold text-bad">
        <X aria-hidden className="size-3.5" />
        {texts.layerNotMet}
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-1 font-semibold text-ok">
      <Check aria-hidden className="size-3.5" />
      {texts.layerMet({ name: nameOf(metBy) })}
    </span>
  );
}

function Named({ layer }: { layer: Layer }) {
  const names = formatNames(layer.named.map(nameOf));
  return (
    <p className="[overflow-wrap:anywhere]">
      {names}
      {layer.more > 0 && ` ${texts.more({ count: layer.more })}`}
    </p>
  );
}

function nameOf({ principal, name }: { principal: string; name: string | null }): string {
  return name ?? principal;
}

function Denied({ layer }: { layer: Layer }) {
  if (layer.named.length === 0) return <p className="text-warn">{texts.deniedUnknown}</p>;
  return (
    <div>
      <p>{texts.denied}</p>
      <Named layer={layer} />
    </div>
  );
}

function Freshness({ explained }: { explained: AccessExplanation }) {
  const now = useNow();
  const { kind, is_stale, documents_read_at: documentsAt, people_read_at: peopleAt } = explained;
  if (kind === 'everyone') return null;
  // It is as old as the older of both.
  const [oldest] = [documentsAt, peopleAt].filter((at) => at !== null).toSorted();
  const needsPeople = kind === 'rule' || kind === 'members_of_source';
  return (
    <div className="text-xs text-muted">
      {oldest !== undefined && <p>{texts.asOf({ time: formatMoment(oldest, now) })}</p>}
      {needsPeople && peopleAt === null && <p className="text-warn">{texts.neverRead}</p>}
      {is_stale && peopleAt !== null && <p className="text-warn">{texts.isStale}</p>}
    </div>
  );
}
