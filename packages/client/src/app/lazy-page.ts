import { lazyRouteComponent } from '@tanstack/react-router';
import { PageCodeError } from '../lib/page-code-error.ts';

/**
 * A page whose code is loaded when it is needed, or before. The router's own way reloads the whole
 * app when that fails, and whoever typed something is left with the browser's error page.
 */
export function lazyPage<
  Module extends Record<string, unknown>,
  Name extends keyof Module & string,
>(load: () => Promise<Module>, name: Name) {
  const loadOrSay = () =>
    load().catch(() => {
      throw new PageCodeError();
    });
  return lazyRouteComponent(loadOrSay, name);
}
