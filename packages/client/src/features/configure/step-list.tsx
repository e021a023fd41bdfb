import { CONFIGURATION_STEPS, type ConfigurationStep } from '@rita/contracts';
import { Check } from 'lucide-react';
import { classNames } from '../../components/ui/class-names.ts';
import { t } from '../../i18n/index.ts';

type StepListProps = {
  current: ConfigurationStep;
  /** The steps that may be gone to now. */
  open: ReadonlySet<ConfigurationStep>;
  done: ReadonlySet<ConfigurationStep>;
  onGo: (step: ConfigurationStep) => void;
};

/** Where → access → choose, with the way back to what is done. */
export function StepList({ current, open, done, onGo }: StepListProps) {
  return (
    <nav aria-label={t.configure.stepsLabel}>
      <ol className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-[13px] font-[550] text-muted">
        {CONFIGURATION_STEPS.map((step, index) => (
          <li key={step} className="flex items-center gap-1.5">
            {index > 0 && <span aria-hidden className="h-px w-7 bg-line-strong max-sm:hidden" />}
            <button
              type="button"
              disabled={!open.has(step)}
              aria-current={step === current ? 'step' : undefined}
              onClick={() => onGo(step)}
              className={classNames(
                'flex items-center gap-2 rounded-control py-1 pe-1.5 ps-0.5 enabled:hover:text-fg',
                step === current && 'text-fg',
              )}
            >
              <StepMark isCurrent={step === current} isDone={done.has(step)} number={index + 1} />
              {t.configure.steps[step]}
              {done.has(step) && <span className="sr-only">({t.configure.stepDone})</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

type StepMarkProps = { isCurrent: boolean; isDone: boolean; number: number };

function StepMark({ isCurrent, isDone, number }: StepMarkProps) {
  return (
    <span
      aria-hidden
      className={classNames(
        'grid size-[22px] place-items-center rounded-full border text-xs tabular',
        markLook(isCurrent, isDone),
      )}
    >
      {isDone && !isCurrent ? <Check className="size-3.5" strokeWidth={3} /> : number}
    </span>
  );
}

function markLook(isCurrent: boolean, isDone: boolean): string {
  if (isCurrent) return 'border-transparent bg-brand text-on-brand';
  return isDone ? 'border-transparent bg-ok-soft text-ok' : 'border-line-control';
}
