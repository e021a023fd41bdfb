import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { membersQuery } from '../members/members.queries.ts';
import { SampleReaderButtons } from '../session/sample-readers.tsx';
import { signInOptionsQuery } from '../session/single-sign-on.tsx';

/** What to do once the samples are read: search them, and look as somebody whom they know. */
export function AfterSamples() {
  const { data: options } = useQuery(signInOptionsQuery);
  const { data: members } = useQuery(membersQuery);
  // They are in the first organization of an installation alone.
  const here = new Set(members?.members.map(({ name }) => name));
  const readers = (options?.sample_readers ?? []).filter(({ name }) => here.has(name));
  return (
    <>
      <Button asChild variant="primary">
        <Link to="/documents">
          <Search aria-hidden />
          {t.samples.search}
        </Link>
      </Button>
      <SampleReaderButtons
        readers={readers}
        // The whole page anew, for everything on it was read for somebody else.
        onSignedIn={() => location.assign('/documents')}
      />
      {readers.length > 0 && (
        <p className="basis-full text-[13px] text-muted">{t.samples.otherEyes}</p>
      )}
    </>
  );
}
