import { type RefObject, useEffect, useRef, useState } from 'react';

/** What is about to be scrolled into sight counts. */
const MARGIN = '400px';

/** One observer for all: of five hundred, each of its own would ask the browser anew. */
let observer: IntersectionObserver | undefined;
const listeners = new WeakMap<Element, (isInSight: boolean) => void>();

function observe(element: Element, listener: (isInSight: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
    },
    { rootMargin: MARGIN },
  );
  const watching = observer;
  listeners.set(element, listener);
  watching.observe(element);
  return () => {
    watching.unobserve(element);
    listeners.delete(element);
  };
}

/** Whether an element is in the window, or nearly; not until the browser has said so. */
export function useInSight<E extends Element>(): { ref: RefObject<E | null>; isInSight: boolean } {
  const ref = useRef<E>(null);
  const [isInSight, setIsInSight] = useState(false);
  useEffect(() => (ref.current ? observe(ref.current, setIsInSight) : undefined), []);
  return { ref, isInSight };
}
