import { RadioGroup } from 'radix-ui';
import { classNames } from './class-names.ts';

type RadioCardsProps = {
  /** Names the whole group. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  choices: readonly { value: string; label: string; help?: string | undefined }[];
  className?: string;
};

/** One choice of few, each with a sentence that helps to choose. Arrow keys move. */
export function RadioCards({ label, value, onValueChange, choices, className }: RadioCardsProps) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={onValueChange}
      // Radix moves an input for native forms beside each card, which makes a page from right to left wider.
      className={classNames('grid gap-2 [&>input]:hidden', className)}
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          className="group flex items-start gap-3 rounded-control border border-line-strong bg-surface px-3 py-2.5 text-start transition-colors hover:border-muted data-[state=checked]:border-brand data-[state=checked]:bg-brand-soft disabled:cursor-not-allowed disabled:opacity-60"
        >
          <span className="mt-[3px] grid size-4 shrink-0 place-items-center rounded-full border-[1.5px] border-line-control bg-surface group-data-[state=checked]:border-brand">
            <RadioGroup.Indicator className="size-2 rounded-full bg-brand" />
          </span>
          <span className="min-w-0">
            <span className="block text-[13px] font-[550]">{choice.label}</span>
            {choice.help && <span className="block text-xs text-muted">{choice.help}</span>}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
