import type { PeopleSource, Person } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { SourceIcon } from '../data-sources/source-icon.tsx';
import { countKnown, missingKinds } from './match-kind.ts';
import { peopleQuery } from './people.queries.ts';

const texts = t.people;

/** How many of the members each source knows, and what it means not to be known. */
export function PeopleSummary() {
  const { data, error } = useQuery(peopleQuery);
  if (error) return <Note tone="off">{texts.unavailable}</Note>;
  if (!data || data.sources.length === 0) return null;
  const read = data.sources.filter((source) => source.is_read);
  const missing = missingKinds(
    data.people,
    read.map((source) => source.connection_id),
  );
  return (
    <Card aria-labelledby="people-heading">
      <CardHeader>
        <h2 id="people-heading">{texts.summaryTitle}</h2>
      </CardHeader>
      <CardBody className="space-y-4 text-[13px]">
        <p className="text-muted">{texts.summaryText}</p>
        <ul className="grid gap-2 sm:grid-cols-2">
          {data.sources.map((source) => (
            <SourceLine key={source.connection_id} source={source} people={data.people} />
          ))}
        </ul>
        {missing.length > 0 && (
          <dl className="space-y-1.5">
            {missing.map((kind) => (
              <div key={kind}>
                <dt className="inline font-semibold">{texts.kinds[kind]}:</dt>{' '}
                <dd className="inline text-muted">{texts.means[kind]}</dd>
              </div>
            ))}
          </dl>
        )}
      </CardBody>
    </Card>
  );
}

function SourceLine({ source, people }: { source: PeopleSource; people: readonly Person[] }) {
  const known = countKnown(people, source.connection_id);
  return (
    <li className="flex items-center gap-2.5 font-[550] tabular">
      <SourceIcon type={source.type} />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {source.is_read
          ? texts.known({ known, all: people.length, source: source.name })
          : texts.notRead({ source: source.name })}
      </span>
    </li>
  );
}
