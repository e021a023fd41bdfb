/** In brackets where it is more than one sign, word or number. */
export function grouped(text: string): string {
  return text === '' || /^[\p{L}\p{N}.]+$/u.test(text) || text.length === 1 ? text : `(${text})`;
}
