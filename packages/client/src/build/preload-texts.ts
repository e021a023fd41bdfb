import { basename } from 'node:path';
import type { HtmlTagDescriptor, Plugin } from 'vite';

const FIRST_TEXTS = /^([a-z]{2})-first\.ts$/;

/**
 * Writes into the page where the first texts of each language are, so that `public/before-paint.js`
 * can ask for those in use while the app itself is still on its way.
 */
export function preloadTexts(): Plugin {
  return {
    name: 'preload-texts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }): HtmlTagDescriptor[] =>
        Object.values(bundle).flatMap((file) => {
          const source = file.type === 'chunk' ? basename(file.facadeModuleId ?? '') : '';
          const language = FIRST_TEXTS.exec(source)?.[1];
          if (language === undefined) return [];
          const attrs = { name: `texts-${language}`, content: `/${file.fileName}` };
          return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
        }),
    },
  };
}
