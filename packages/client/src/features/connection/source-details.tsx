import { t } from '../../i18n/index.ts';

/** What the source or the connector itself said, masked and cut by them; folded away. */
export function SourceDetails({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <details>
      <summary className="w-fit rounded-sm text-xs font-medium text-muted hover:text-fg">
        {t.connection.details}
      </summary>
      <p
        dir="auto"
        className="mt-1 rounded-control border border-line bg-sunken px-2.5 py-2 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {text}
      </p>
    </details>
  );
}
