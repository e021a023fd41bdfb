import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { inEveryLanguage } from '../i18n/language.ts';
import { loadAllTexts } from '../i18n/show-language.ts';
import { PageCodeError } from '../lib/page-code-error.ts';

/**
 * A page whose code and texts are loaded when it is needed, or before. The router's own way reloads the whole
 * app when that fails, and whoever typed something is left with the browser's error page.
 */
export function lazyPage<
  Module extends Record<string, unknown>,
  Name extends keyof Module & string,
>(load: () => Promise<Module>, name: Name) {
  const loadOrSay = async () => {
    const [module] = await Promise.all([load(), loadAllTexts()]).catch(() => {
      throw new PageCodeError();
    });
    const page = inEveryLanguage(module[name] as ComponentType);
    return { page };
  };
  return lazyRouteComponent(loadOrSay, 'page');
}
