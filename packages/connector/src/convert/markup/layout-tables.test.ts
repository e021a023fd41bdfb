import { expect, test } from 'vitest';
import { readWebPage } from './web-page.ts';

const TEXT = '<p>Tea is grown.</p>'.repeat(120);

function bodyOf(table: string): string {
  const page = readWebPage({
    bytes: new TextEncoder().encode(`<title>Tea</title><body>${table}`),
    contentType: 'text/html',
    wishes: [],
    address: 'https://tea.example',
    keeper: { robot: 'rita-data-sources', now: new Date() },
  });
  return typeof page === 'object' && 'body' in page ? page.body : String(page);
}

test('an older page, whose parts stand in the cells of a table, is read part by part', () => {
  const menu = '<td><ul><li>Menu</li></ul></td>';
  const page = bodyOf(`<table><tr>${menu}<td><h2>Tea</h2><pre>a\nb</pre>${TEXT}</td></tr></table>`);
  expect(page).toContain('- Menu');
  expect(page).toContain('## Tea\n\n```\na\nb\n```\n\nTea is grown.');
  const within = `<table><tr>${menu}<td><table><tr><td>1</td><td>2</td></tr></table>${TEXT}</td></tr></table>`;
  expect(bodyOf(within)).toContain('| 1 | 2 |');
});

test.each([
  ['heads', `<table><tr><th>Rules</th></tr><tr><td><h2>Tea</h2>${TEXT}</td></tr></table>`],
  ['short cells', '<table><tr><td><h2>Tea</h2>a</td><td>b</td></tr></table>'],
  ['a long list', `<table><tr><td>Rules</td><td><ul><li>a</li></ul>${TEXT}</td></tr></table>`],
  ['many cells', `<table><tr>${'<td>a</td>'.repeat(12)}<td><h2>T</h2>${TEXT}</td></tr></table>`],
])('a table with %s stays one', (_, table) => {
  expect(bodyOf(table)).toContain('| --- |');
});
