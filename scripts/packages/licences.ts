/** Licences that ask for nothing but to be named. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
]);

/** Packages with another one, or another name for one of these, each with its reason. */
const EXCEPTIONS: readonly [name: RegExp, licence: string, reason: string][] = [
  [/^@fontsource-variable\/inter$/, 'OFL-1.1', 'a font: it is served as it is'],
  [/^lightningcss(-.*)?$/, 'MPL-2.0', 'builds the client; nothing of it is in what is built'],
  [/^duck$/, 'BSD', 'BSD-2-Clause by its LICENSE file'],
];

/** Whether a package may be used under what it says of its licence, an expression of SPDX. */
export function isPermissive(name: string, licence: string): boolean {
  if (EXCEPTIONS.some(([pattern, other]) => pattern.test(name) && other === licence)) return true;
  const choices = licence.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((one) => PERMISSIVE.has(one)));
}
