import type { DataSourceType, Preview, PreviewPlace, PreviewSample } from '@rita/contracts';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { changesToMake } from '../../lib/changes-in-words.ts';
import { countedDocuments, documentNoun, ofDocuments } from '../../lib/counted-things.ts';
import { formatMoment, formatNumber } from '../../lib/format.ts';
import { safeLink } from '../documents/safe-link.ts';

const texts = t.preview;

type PreviewResultProps = { preview: Preview; type: DataSourceType };

/** The counts so far, where they are, and a few examples. */
export function PreviewResult({ preview, type }: PreviewResultProps) {
  const places = preview.places.filter(hasChanges);
  return (
    <div className="space-y-3 text-[13px]">
      <p role="status" className="tabular">
        <b className="font-semibold">{sentenceOf(preview, type)}</b>
      </p>
      {preview.state === 'running' && preview.waiting_until !== null && (
        <Note tone="info" role="status">
          {texts.waiting({ time: formatMoment(preview.waiting_until, Date.now()) })}
        </Note>
      )}
      {preview.error_code && (
        <Note tone="bad">
          <b className="font-[620]">{t.problems[preview.error_code].title}.</b>{' '}
          {breakable(t.problems[preview.error_code].remedy)}
        </Note>
      )}
      {preview.is_partial && <Note tone="warn">{texts.partial}</Note>}
      {preview.is_held && <Note tone="warn">{texts.held}</Note>}
      {preview.failed > 0 && (
        <p className="text-muted">{texts.failed({ count: preview.failed })}</p>
      )}
      {places.length > 0 && <Places places={places} />}
      {preview.sample.length > 0 && <Examples sample={preview.sample} />}
    </div>
  );
}

function hasChanges({ added, changed, removed }: PreviewPlace): boolean {
  return added + changed + removed > 0;
}

function sentenceOf(preview: Preview, type: DataSourceType): string {
  const { added, changed, unchanged } = preview;
  if (preview.state === 'running') {
    const seen = added + changed + unchanged;
    return preview.total === null
      ? texts.running({ documents: countedDocuments(type, seen) })
      : texts.runningOf({ seen, documents: ofDocuments(type, preview.total) });
  }
  const changes = changesToMake(preview);
  if (changes === undefined) return preview.state === 'failed' ? texts.ended : texts.none;
  return texts.sentence({ changes, noun: documentNoun(type) });
}

const CHANGES = ['added', 'changed', 'removed'] as const;
const SIGNS = { added: '+', changed: '~', removed: '−' } as const;

function Places({ places }: { places: readonly PreviewPlace[] }) {
  // A column of nothing but zeros says nothing.
  const columns = CHANGES.filter((change) => places.some((place) => place[change] > 0));
  return (
    <div className="@container overflow-x-auto rounded-control border border-line">
      <table className="w-full tabular">
        <caption className="sr-only">{texts.places}</caption>
        <thead>
          <tr className="text-xs text-muted">
            <th scope="col" className="px-2 py-1.5 sm:px-3 text-start font-medium">
              {texts.place}
            </th>
            {columns.map((change) => (
              <th key={change} scope="col" className="px-2 py-1.5 sm:px-3 text-end font-medium">
                {/* Where it is narrow the words would push the last column out of sight. */}
                <span aria-hidden className="@md:hidden">
                  {SIGNS[change]}
                </span>
                <span className="@max-md:sr-only">{texts[change]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.name} className="border-t border-line">
              <th
                scope="row"
                className="px-2 py-1.5 sm:px-3 text-start font-normal [overflow-wrap:break-word]"
              >
                <bdi>{place.name || texts.noPlace}</bdi>
              </th>
              {columns.map((change) => (
                <td key={change} className="px-2 py-1.5 sm:px-3 text-end">
                  {formatNumber(place[change])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const SHOWN_OF_EACH = 4;

function Examples({ sample }: { sample: readonly PreviewSample[] }) {
  const shown = CHANGES.flatMap((change) =>
    sample.filter((one) => one.change === change).slice(0, SHOWN_OF_EACH),
  );
  return (
    <div>
      <h3 className="text-xs text-muted">{texts.examples}</h3>
      <ul className="mt-1 space-y-0.5">
        {shown.map((one) => (
          <li key={`${one.change} ${one.url} ${one.title}`} className="flex gap-2">
            <span aria-hidden className="w-3 shrink-0 text-center text-muted">
              {SIGNS[one.change]}
            </span>
            <span className="sr-only">{texts[one.change]}: </span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {one.url === null ? (
                <bdi>{one.title}</bdi>
              ) : (
                <a
                  href={safeLink(one.url)}
                  target="_blank"
                  rel="noreferrer noopener"
                  className="rounded-sm hover:underline"
                >
                  <bdi>{one.title}</bdi>
                </a>
              )}{' '}
              <bdi className="text-faint">{one.place}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
