import {
  type DataSourceConnection,
  type FoundResult,
  TRY_QUERY_ABILITY,
  tryQuery,
} from '@rita/contracts';
import { useMutation } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { callApi } from '../../lib/call-api.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { safeLink } from '../documents/safe-link.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { useConnectorAbility } from './connector.queries.ts';

const texts = t.connection.tryQuery;

/** One question to a source that answers questions; nothing where it, the connector or the role cannot. */
export function TryQueryCard({ connection }: { connection: DataSourceConnection }) {
  const mayWrite = useMayWrite();
  const isAble = useConnectorAbility(TRY_QUERY_ABILITY);
  const isAnswered = describeSource(connection.type).answersQueries ?? false;
  if (!mayWrite || !isAble || !isAnswered || !connection.enabled) return null;
  return <Asking connectionId={connection.id} />;
}

function Asking({ connectionId }: { connectionId: string }) {
  const [query, setQuery] = useState('');
  const asking = useMutation({
    mutationFn: async (asked: string) => {
      const request = { params: { id: connectionId }, body: { query: asked } };
      return (await callApi(tryQuery, request)).data.results;
    },
  });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (query.trim() !== '') asking.mutate(query.trim());
  };
  return (
    <Card aria-label={texts.title}>
      <CardHeader>
        <h2>{texts.title}</h2>
        <p className="w-full text-[13px] text-muted">{texts.explanation}</p>
      </CardHeader>
      <CardBody className="space-y-3">
        <form onSubmit={ask} className="flex flex-wrap gap-2">
          <Input
            aria-label={texts.label}
            placeholder={texts.placeholder}
            autoComplete="off"
            maxLength={400}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="min-w-52 flex-1"
          />
          <Button type="submit" isBusy={asking.isPending}>
            {texts.ask}
          </Button>
        </form>
        <div aria-live="polite">
          {asking.error && <ProblemNote error={asking.error} />}
          {asking.data && <Found results={asking.data} />}
        </div>
      </CardBody>
    </Card>
  );
}

function Found({ results }: { results: readonly FoundResult[] }) {
  if (results.length === 0) return <p className="text-[13px] text-muted">{texts.nothing}</p>;
  return (
    <ul>
      {results.map(({ url, title, snippet }) => (
        <li key={url} className="border-t border-line py-2.5 first:border-t-0">
          <a
            href={safeLink(url)}
            target="_blank"
            rel="noreferrer noopener"
            className="inline-flex items-baseline gap-1.5 rounded-sm font-semibold text-brand-text [overflow-wrap:anywhere] hover:underline"
          >
            <bdi>{title}</bdi>
            <ExternalLink aria-hidden className="size-3 shrink-0" />
          </a>
          {snippet && (
            <p dir="auto" className="line-clamp-2 text-[13px] text-muted [overflow-wrap:anywhere]">
              {snippet}
            </p>
          )}
          <p className="truncate text-xs text-faint">{url}</p>
        </li>
      ))}
    </ul>
  );
}
