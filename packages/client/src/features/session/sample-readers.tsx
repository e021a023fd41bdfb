import type { SampleReader } from '@rita/contracts';
import { Eye } from 'lucide-react';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { useLookAs } from './session.mutations.ts';
import { SessionProblem } from './session-problem.tsx';

const texts = t.session.sampleReaders;

type SampleReadersProps = {
  readers: readonly { id: SampleReader; name: string }[];
  /** What comes after. */
  onSignedIn: () => void;
};

/** People of the sample sources to look through the eyes of; there are none but in a trial. */
export function SampleReaders(props: SampleReadersProps) {
  if (props.readers.length === 0) return null;
  return (
    <section
      aria-labelledby="sample-readers"
      className="mt-6 rounded-card border border-dashed border-line-strong p-4"
    >
      <h2 id="sample-readers" className="text-[14px]">
        {texts.title}
      </h2>
      <p className="mt-0.5 text-[13px] text-muted">{texts.text}</p>
      <div className="mt-3 grid gap-2">
        <SampleReaderButtons {...props} />
      </div>
    </section>
  );
}

/** One for each of them. */
export function SampleReaderButtons({ readers, onSignedIn }: SampleReadersProps) {
  const lookAs = useLookAs();
  return (
    <>
      {readers.map(({ id, name }) => (
        <Button
          key={id}
          isBusy={lookAs.isPending && lookAs.variables === id}
          onClick={() => lookAs.mutate(id, { onSuccess: onSignedIn })}
        >
          <Eye aria-hidden />
          {texts.lookAs[id]({ name })}
        </Button>
      ))}
      {lookAs.error !== null && <SessionProblem error={lookAs.error} />}
    </>
  );
}
