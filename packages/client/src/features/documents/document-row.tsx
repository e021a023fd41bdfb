import type { DocumentSummary } from '@rita/contracts';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { RelativeTime } from '../../components/ui/relative-time.tsx';
import { t } from '../../i18n/index.ts';
import { DOT } from '../../lib/dot.ts';
import { type ExcerptPart, splitHighlights } from './highlight.ts';

type DocumentRowProps = {
  document: DocumentSummary;
  /** Shown when documents of several sources stand in one list. */
  sourceName: string | undefined;
};

/** One document in a list; the whole row leads to it. */
export function DocumentRow({ document, sourceName }: DocumentRowProps) {
  const heading = document.passage?.heading.at(-1);
  const place = [sourceName, ...document.path].filter((part) => part !== undefined && part !== '');
  return (
    <li className="relative border-t border-line px-4 py-3 first:border-t-0 hover:bg-sunken">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <Link
          to="/documents/$documentId"
          params={{ documentId: document.id }}
          search={passagePlace(document)}
          className="min-w-0 flex-1 rounded-sm font-semibold [overflow-wrap:anywhere] after:absolute after:inset-0"
        >
          <bdi>{document.title || t.documents.untitled}</bdi>
        </Link>
        {document.updated_at && (
          <RelativeTime at={document.updated_at} className="relative text-xs text-muted" />
        )}
      </div>
      {document.excerpt && (
        <p
          dir="auto"
          className="mt-0.5 line-clamp-2 text-[13px] text-muted [overflow-wrap:anywhere]"
        >
          {heading && <bdi className="font-medium text-fg">{heading}</bdi>}
          {heading && DOT}
          <Highlighted parts={splitHighlights(document.excerpt)} />
        </p>
      )}
      {place.length > 0 && (
        <p className="mt-0.5 truncate text-xs text-faint">
          {place.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a path may name the same folder twice
            <Fragment key={index}>
              {index > 0 && ' › '}
              <bdi>{part}</bdi>
            </Fragment>
          ))}
        </p>
      )}
    </li>
  );
}

/** Where the page of the document begins to be read. */
function passagePlace({ passage }: DocumentSummary): { start?: number; end?: number } {
  return passage === undefined ? {} : { start: passage.start, end: passage.end };
}

function Highlighted({ parts }: { parts: readonly ExcerptPart[] }) {
  return parts.map((part, index) =>
    part.isMatch ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts never move, and texts repeat
      <mark key={index} className="rounded-[3px] bg-warn-soft px-0.5 font-medium text-fg">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
