import type { SourceAnswer } from './source-http.ts';

/**
 * Where an answer's `Location` leads, from the address that was called. It is a row of bytes: those
 * beyond ASCII are percent-encoded as they are, as browsers do, whichever character set the server
 * had in mind. Undefined where there is none. Whether it may be called is for others to say.
 */
export function locationOf(
  answer: Pick<SourceAnswer, 'headers'>,
  from: URL | string,
): URL | undefined {
  const location = answer.headers.get('location')?.trim();
  if (!location) return undefined;
  const ascii = location.replace(/[\u0080-\u00ff]/g, percentEncoded);
  return URL.canParse(ascii, String(from)) ? new URL(ascii, String(from)) : undefined;
}

function percentEncoded(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase()}`;
}
