import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { assistantsQuery } from './assistants.queries.ts';
import { type ClientSteps, stepsFor } from './client-steps.ts';
import { CopyField, useCopy } from './copy-field.tsx';

const texts = t.assistants;

/** The address to give to an assistant, and what to do with it in each of them. */
export function ConnectCard() {
  const { data, error } = useQuery(assistantsQuery);
  return (
    <SettingsCard title={texts.connectTitle} description={texts.connectText}>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Skeleton className="h-9 w-full" />}
      {data && (
        <div className="space-y-4">
          <CopyField value={data.endpoint} label={texts.address} copyLabel={texts.copyAddress} />
          <ul className="rounded-control border border-line">
            {stepsFor(data.endpoint).map((client) => (
              <ClientRow key={client.id} {...client} />
            ))}
          </ul>
          <Note>{texts.publicNote}</Note>
        </div>
      )}
    </SettingsCard>
  );
}

function ClientRow({ name, how, code }: ClientSteps) {
  const copy = useCopy();
  return (
    <li className="border-t border-line first:border-t-0">
      <details className="group px-3 py-2.5">
        <summary className="cursor-pointer text-[13px] font-[550]">{name}</summary>
        <p className="mt-1.5 text-[13px] text-muted">{how}</p>
        {code !== null && (
          <div className="mt-2 flex items-start gap-2">
            <pre className="min-w-0 flex-1 overflow-x-auto rounded-control bg-sunken p-2.5 font-mono text-xs">
              {code}
            </pre>
            <Button size="icon" aria-label={texts.copyFor({ name })} onClick={() => copy(code)}>
              <Copy aria-hidden />
            </Button>
          </div>
        )}
      </details>
    </li>
  );
}
