import { Image } from 'lucide-react';
import { type ComponentProps, useEffect } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { t } from '../../i18n/index.ts';
import { type MarkedPassage, PASSAGE_ID, remarkPassage } from './mark-passage.ts';
import { remarkOutline } from './outline.ts';
import { safeLink } from './safe-link.ts';

type DocumentBodyProps = {
  /** Markdown from the source: written by others, so no HTML of it is ever drawn. */
  body: string;
  /** The original's address; relative links are read against it. */
  url: string | null;
  /** What a search found in it: shown first, and marked. */
  passage?: MarkedPassage | undefined;
};

/** A document as text. Images are named, not loaded: loading would tell the source who reads. */
export function DocumentBody({ body, url, passage }: DocumentBodyProps) {
  const { start, end } = passage ?? {};
  useEffect(() => {
    const element = start === undefined ? null : document.getElementById(PASSAGE_ID);
    element?.scrollIntoView({ block: 'start' });
    // So that a screen reader goes on there.
    element?.focus({ preventScroll: true });
  }, [start]);
  const plugins: PluggableList =
    start === undefined || end === undefined
      ? [remarkGfm, remarkOutline]
      : [remarkGfm, remarkOutline, [remarkPassage, { start, end }]];
  if (body.trim() === '') return <p className="text-muted">{t.documents.emptyBody}</p>;
  return (
    // Columns, lists and full stops go the way of the document, whatever the language of the app.
    <div dir="auto" className={PROSE}>
      <Markdown
        skipHtml
        remarkPlugins={plugins}
        urlTransform={(address) => safeLink(address, url) ?? ''}
        components={COMPONENTS}
      >
        {body}
      </Markdown>
    </div>
  );
}

type PluggableList = NonNullable<ComponentProps<typeof Markdown>['remarkPlugins']>;

const COMPONENTS: Components = {
  a: ({ href, children }) =>
    href ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
        <span className="sr-only"> {t.documents.openNew}</span>
      </a>
    ) : (
      <span>{children}</span>
    ),
  img: ({ alt }) => (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded-md border border-line bg-sunken px-2 py-0.5 text-xs text-muted">
      <Image aria-hidden className="size-3.5 shrink-0" />
      {alt ? t.documents.image({ name: alt }) : t.documents.imageUnnamed}
    </span>
  ),
  table: ({ children }) => (
    // A wide table scrolls by itself, also by keyboard, so that the page never does.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus
    <section tabIndex={0} aria-label={t.documents.table} className="my-4 overflow-x-auto">
      <table>{children}</table>
    </section>
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus
    <pre tabIndex={0}>{children}</pre>
  ),
  input: ({ checked }) => (
    <input
      type="checkbox"
      checked={checked === true}
      disabled
      readOnly
      aria-label={taskLabel(checked)}
    />
  ),
};

function taskLabel(checked: boolean | undefined): string {
  return checked ? t.documents.taskDone : t.documents.taskOpen;
}

const PROSE = [
  '[&_#passage]:-mx-3 [&_#passage]:scroll-mt-20 [&_#passage]:rounded-control [&_#passage]:bg-warn-soft [&_#passage]:px-3 [&_#passage]:py-1',
  'max-w-[72ch] text-[15px] leading-relaxed [overflow-wrap:anywhere]',
  '[&_:is(p,h2,h3,h4,h5,h6,li,th,td)]:[unicode-bidi:plaintext]',
  '[&_h2]:mt-8 [&_h2]:mb-2 [&_h2]:text-[19px] [&_h3]:mt-6 [&_h3]:mb-2 [&_h3]:text-[16.5px] [&_h4]:mt-5 [&_h4]:mb-1.5 [&_h4]:font-semibold [&_h5]:mt-4 [&_h5]:font-semibold [&_h6]:mt-4 [&_h6]:font-semibold',
  '[&>:first-child]:mt-0 [&>:last-child]:mb-0 [&_p]:my-3 [&_a]:text-brand-text [&_a]:underline [&_a]:underline-offset-4',
  '[&_ul]:my-3 [&_ul]:list-disc [&_ul]:ps-6 [&_ol]:my-3 [&_ol]:list-decimal [&_ol]:ps-6 [&_li]:my-1 [&_li>p]:my-1',
  '[&_ul.contains-task-list]:list-none [&_ul.contains-task-list]:ps-1 [&_li_input]:me-2 [&_li_input]:size-3.5 [&_li_input]:accent-(--brand)',
  '[&_blockquote]:my-4 [&_blockquote]:border-s-[3px] [&_blockquote]:border-line-strong [&_blockquote]:ps-4 [&_blockquote]:text-muted',
  '[&_code]:rounded-[5px] [&_code]:bg-sunken [&_code]:px-1.5 [&_code]:py-0.5 [&_code]:font-mono [&_code]:text-[13px]',
  '[&_pre]:my-4 [&_pre]:overflow-x-auto [&_pre]:rounded-control [&_pre]:border [&_pre]:border-line [&_pre]:bg-sunken [&_pre]:p-3.5 [&_pre]:leading-snug [&_pre_code]:bg-transparent [&_pre_code]:p-0 [&_pre_code]:[overflow-wrap:normal]',
  '[&_table]:w-full [&_table]:border-collapse [&_table]:text-[13.5px] [&_th]:border [&_th]:border-line [&_th]:bg-sunken [&_th]:px-2.5 [&_th]:py-1.5 [&_th]:text-start [&_td]:border [&_td]:border-line [&_td]:px-2.5 [&_td]:py-1.5 [&_td]:align-top [&_:is(th,td)]:[overflow-wrap:normal] max-sm:[&_:is(th,td)]:min-w-24',
  '[&_hr]:my-6 [&_hr]:border-line',
].join(' ');
