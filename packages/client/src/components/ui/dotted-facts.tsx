import { Children, type ReactNode } from 'react';
import { classNames } from './class-names.ts';

type DottedFactsProps = { facts: readonly ReactNode[]; className?: string };

/** Facts on one line, with a dot between them; those that are empty are left out. */
export function DottedFacts({ facts, className }: DottedFactsProps) {
  return (
    <p className={classNames('dotted', className)}>
      {Children.map(facts, (fact) => fact && <span>{fact}</span>)}
    </p>
  );
}
