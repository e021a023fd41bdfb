import { afterEach, expect, test } from 'vitest';
import { showLanguage } from '../../i18n/show-language.ts';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { nameInWords, namesInWords } from './name-in-words.ts';

const WEB = connectionFixture({ type: 'websearch', name: 'Web search' });

afterEach(() => showLanguage('en'));

test('a connection by the name of its type is called as the language in use has it', async () => {
  expect(nameInWords(WEB).name).toBe('Web search');
  await showLanguage('de');
  expect(nameInWords(WEB).name).toBe('Websuche');
  expect(nameInWords(WEB)).toBe(nameInWords(WEB));
  await showLanguage('ar');
  expect(nameInWords(WEB).name).not.toMatch(/[a-z]/i);
});

test('a name that somebody gave stays as it is, and a list of such the very same', async () => {
  await showLanguage('de');
  const own = [{ ...WEB, name: 'Press review' }, connectionFixture()];
  expect(namesInWords(own)).toBe(own);
  expect(namesInWords([...own, WEB]).map(({ name }) => name)).toEqual([
    'Press review',
    'Confluence',
    'Websuche',
  ]);
});
