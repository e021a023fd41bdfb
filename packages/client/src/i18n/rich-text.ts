import { createElement, Fragment, type ReactNode } from 'react';

type Drawn = Record<string, (inside: ReactNode) => ReactNode>;

/** A text with tags, `<name>…</name>`, each drawn by the function of its name. */
export function richText<Values extends object>(
  text: (values: Values) => string,
  values: NoInfer<Values>,
  draw: Drawn,
): ReactNode {
  // What has no placeholders is a text and no function; a text with tags always has one.
  const parts: ReactNode = text({ ...values, ...draw });
  // Beside each other, not as a list, whose elements would want keys.
  return createElement(Fragment, undefined, ...(Array.isArray(parts) ? parts : [parts]));
}
