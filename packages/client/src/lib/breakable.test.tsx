import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { breakable } from './breakable.ts';

const name = (parts: string, before = '', behind = '') =>
  `<span class="inline-block max-w-full">${before}<bdi>${parts}</bdi>${behind}</span>`;

test.each([
  ['Check MY_OWN_SECRET.', `Check ${name('MY_<wbr/>OWN_<wbr/>SECRET', '', '.')}`],
  ['A_B=on and C_D', `${name('A_<wbr/>B=<wbr/>on')} and ${name('C_<wbr/>D')}`],
  ['Nothing but a TEXT', 'Nothing but a TEXT'],
  ['Give it a sys_id', 'Give it a sys_id'],
  ['At 02:40 (America/New_York)', `At 02:40 ${name('America/<wbr/>New_<wbr/>York', '(', ')')}`],
  ['(\u2068Asia/Amman\u2069)', name('Asia/<wbr/>Amman', '(\u2068', '\u2069)')],
  ['ada.k@acme.example', name('ada<wbr/>.k@<wbr/>acme<wbr/>.example')],
])('“%s” may be broken at the joints of its names', (text, markup) => {
  expect(renderToStaticMarkup(<p>{breakable(text)}</p>)).toBe(`<p>${markup}</p>`);
});
