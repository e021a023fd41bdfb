import type { ReactNode } from 'react';

type StepActionsProps = {
  /** The one that goes on, where it is not among the others. */
  main: ReactNode;
  children: ReactNode;
};

/** The buttons of a step. Those after the main one stay together: of three in two rows the last would stand alone. */
export function StepActions({ main, children }: StepActionsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      {main}
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}
