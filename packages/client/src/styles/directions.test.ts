import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(SOURCE, file), 'utf8');

/** Classes that stay on their side when the page is turned around. Half of the width is on both. */
const PHYSICAL =
  /(?<=[\s"'`:])-?(?:[mp][lr]-[\d[a-z]|(?:left|right)-(?!1\/2)[\d[a]|border-[lr](?=[\s"'`]|-[\d[])|rounded-[lr]-|text-(?:left|right)(?=[\s"'`]))/;

test('classes name the side where lines begin or end', () => {
  const files = globSync('**/*.tsx', { cwd: SOURCE }).filter((file) => !file.includes('.test.'));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => PHYSICAL.test(read(file)))).toEqual([]);
});

test.each(['"ml-2"', '"p-1 pr-[3px]"', '"sm:left-auto"', '"border-l"', '"text-right x"'])(
  '%s is on one side',
  (classes) => {
    expect(classes).toMatch(PHYSICAL);
  },
);

test.each([
  '"ms-2"',
  '"border-line"',
  '"left-1/2"',
  '"text-start"',
  '"prose"',
  '"place-items-center"',
])('%s is on neither', (classes) => {
  expect(classes).not.toMatch(PHYSICAL);
});

test('icons that point are turned around', () => {
  const pointing =
    /^(Arrow(Left|Right)\w*|Chevrons?(Left|Right)\w*|ExternalLink|Log(In|Out)|Send\w*|Undo\w*|Redo\w*|Reply|Forward|SquareArrow\w*)$/;
  const imported = globSync('**/*.tsx', { cwd: SOURCE }).flatMap((file) => {
    const [, names = ''] = /import \{([^}]*)\} from 'lucide-react'/.exec(read(file)) ?? [];
    return names.split(',').map((name) => name.trim());
  });
  const classes = [...new Set(imported)]
    .filter((name) => pointing.test(name))
    .map((name) => `.lucide${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  expect(classes.length).toBeGreaterThan(3);
  const styles = read('styles/main.css');
  expect(classes.filter((name) => !new RegExp(`\\${name}[,\\s]`).test(styles))).toEqual([]);
});
