import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Gives the focus to the heading when what had it within the section went away with its `phase`,
 * as a button does whose work is done. For the section itself.
 */
export function useKeptFocus(heading: RefObject<HTMLElement | null>, phase: string) {
  const section = useRef<HTMLElement>(null);
  const last = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const remember = () => {
      const { activeElement } = document;
      last.current = section.current?.contains(activeElement) ? activeElement : null;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the phase is what takes buttons away
  useLayoutEffect(() => {
    if (last.current === null || last.current.isConnected) return;
    last.current = null;
    heading.current?.focus({ preventScroll: true });
  }, [phase, heading]);
  return section;
}
