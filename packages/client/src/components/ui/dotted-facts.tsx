import { classNames } from './class-names.ts';

type DottedFactsProps = { facts: readonly string[]; className?: string };

/** Facts on one line, with a dot between them; those that are empty are left out. */
export function DottedFacts({ facts, className }: DottedFactsProps) {
  return (
    <p className={classNames('dotted', className)}>
      {facts.filter(Boolean).map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </p>
  );
}
