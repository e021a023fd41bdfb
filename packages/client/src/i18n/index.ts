import { shownLanguage } from './shown.ts';
import type { Texts } from './texts.ts';

type Node = Record<string, unknown>;

/**
 * Every text of the app, in the language in use at the moment of asking. A section may be kept in a
 * constant of a module, also before its texts are loaded; a text may not, since it would stay in the
 * language of that moment.
 */
export const t = sectionAt(() => shownLanguage()?.texts) as unknown as Texts;

/** Looks like the section that `read` finds, whichever language that is in. */
function sectionAt(read: () => object | undefined): object {
  const inner = new Map<string, object>();
  const now = () => (read() ?? {}) as Node;
  const valueAt = (key: string) => {
    const value = now()[key];
    const isToCome = value === undefined && shownLanguage()?.isWhole !== true;
    if (!isToCome && !isSection(value)) return value;
    const known = inner.get(key) ?? sectionAt(() => now()[key] as object | undefined);
    inner.set(key, known);
    return known;
  };
  return new Proxy(
    {},
    {
      get: (_, key) => (typeof key === 'string' ? valueAt(key) : undefined),
      has: (_, key) => Object.hasOwn(now(), key),
      ownKeys: () => Reflect.ownKeys(now()),
      getOwnPropertyDescriptor: (_, key) =>
        Object.hasOwn(now(), key)
          ? { value: valueAt(String(key)), enumerable: true, configurable: true }
          : undefined,
    },
  );
}

function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
