import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { t } from '../../i18n/index.ts';
import { SampleReaders } from '../session/sample-readers.tsx';
import { signInOptionsQuery } from '../session/single-sign-on.tsx';

/**
 * There are documents, and none for whoever looks. In a trial that is everybody's first sight, for
 * the samples know their own people only: so it offers to look as one of them.
 */
export function NoneReadable() {
  const { data: options } = useQuery(signInOptionsQuery);
  return (
    <>
      <EmptyState
        icon={EyeOff}
        title={t.documents.noneReadableTitle}
        action={
          <Button asChild variant="primary">
            <Link to="/account">{t.documents.toOwnMatches}</Link>
          </Button>
        }
      >
        <p>{t.documents.noneReadable}</p>
      </EmptyState>
      <div className="mx-auto max-w-md">
        <SampleReaders
          readers={options?.sample_readers ?? []}
          // The whole page anew, for everything on it was read for somebody else.
          onSignedIn={() => location.assign('/documents')}
        />
      </div>
    </>
  );
}
