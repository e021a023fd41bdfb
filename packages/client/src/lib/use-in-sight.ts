import { type RefObject, useLayoutEffect, useRef } from 'react';

type Listener<E extends Element> = (isInSight: boolean, element: E) => void;

/**
 * Tells `listener`, always the same one, when an element with `content-visibility: auto` comes near the window
 * and when it leaves it or the page. The browser finds that out anyway; an IntersectionObserver for each of five
 * hundred costs as much again in every frame. Nothing is drawn again for it. A browser that does not tell
 * (before Chromium 108, Firefox 130, Safari 18) shows all of the page.
 */
export function useInSight<E extends Element>(listener: Listener<E>): RefObject<E | null> {
  const ref = useRef<E>(null);
  // Before the first frame, which is when it is told for the first time.
  useLayoutEffect(() => (ref.current ? watch(ref.current, listener) : undefined), [listener]);
  return ref;
}

function watch<E extends Element>(element: E, listener: Listener<E>): () => void {
  const tell = (event: Event) => listener(!('skipped' in event && event.skipped), element);
  element.addEventListener('contentvisibilityautostatechange', tell);
  if (!('ContentVisibilityAutoStateChangeEvent' in globalThis)) listener(true, element);
  return () => {
    element.removeEventListener('contentvisibilityautostatechange', tell);
    listener(false, element);
  };
}
