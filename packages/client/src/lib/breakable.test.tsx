import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { breakable } from './breakable.ts';

test.each([
  ['Set SEALED_CREDENTIALS=optional.', 'Set SEALED_<wbr/>CREDENTIALS=<wbr/>optional.'],
  ['Check CONNECTOR_WEBHOOK_SECRET', 'Check CONNECTOR_<wbr/>WEBHOOK_<wbr/>SECRET'],
  ['Ask for sys_id = 5, or a_b=c', 'Ask for sys_id = 5, or a_b=c'],
])('“%s” may be broken at the joints of names of settings', (text, markup) => {
  expect(renderToStaticMarkup(<p>{breakable(text)}</p>)).toBe(`<p>${markup}</p>`);
});
