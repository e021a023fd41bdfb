import { PageCodeError } from './page-code-error.ts';

/**
 * Opens a page again in its place. Only where the code of the page is still not to be had from a
 * server that answers, it has another build by now, and the whole app is loaded anew.
 */
export async function retryPage(error: unknown, openAgain: () => Promise<void>): Promise<void> {
  const wasRetried = error instanceof PageCodeError && retried.has(location.pathname);
  if (wasRetried && (await isServerThere())) {
    location.reload();
    return;
  }
  if (error instanceof PageCodeError) retried.add(location.pathname);
  await openAgain();
}

const retried = new Set<string>();

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
