declare global {
  interface Window {
    /** By path, what `public/before-paint.js` has asked for; undefined where nothing answered. */
    askedAhead?: Map<string, Promise<Response | undefined>>;
  }
}

/** A page that took longer to start asks again. */
const LATEST_MS = 10_000;

/**
 * The answer to a call that was made before the app ran; each is given once, to the first who makes that
 * call. Undefined where there is none: the call has to be made.
 */
export async function takeAskedAhead(path: string): Promise<Response | undefined> {
  const asked = askedAhead()?.get(path);
  if (asked === undefined) return undefined;
  askedAhead()?.delete(path);
  const response = await asked;
  const isLate = performance.now() > LATEST_MS;
  // What else was asked for was for the same person, not for whoever signs in next.
  if (!response?.ok || isLate) forgetAskedAhead();
  return isLate ? undefined : response;
}

export function forgetAskedAhead(): void {
  askedAhead()?.clear();
}

/** Tests of what needs no page have no window. */
const askedAhead = () => globalThis.window?.askedAhead;
