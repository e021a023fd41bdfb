import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { breakable } from './breakable.ts';

const name = (parts: string) => `<span class="inline-block max-w-full">${parts}</span>`;

test.each([
  ['Check MY_OWN_SECRET.', `Check ${name('MY_<wbr/>OWN_<wbr/>SECRET')}.`],
  ['A_B=on and C_D', `${name('A_<wbr/>B=')}on and ${name('C_<wbr/>D')}`],
  ['Nothing but a TEXT', 'Nothing but a TEXT'],
  ['Give it a sys_id', 'Give it a sys_id'],
])('“%s” may be broken at the joints of names of settings', (text, markup) => {
  expect(renderToStaticMarkup(<p>{breakable(text)}</p>)).toBe(`<p>${markup}</p>`);
});
