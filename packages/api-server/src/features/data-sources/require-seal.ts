import { sealHeaderSchema } from '@rita/contracts';
import { ProblemError } from '../../platform/http/problem-error.ts';

/**
 * Refuses at once what the connector would not open: another form than that of now, as a page of an
 * older version makes it. What is inside, only the connector can see.
 *
 * @throws ProblemError `sealed_credentials_outdated`
 */
export function requireSeal(sealed: string): void {
  const [header = ''] = sealed.split('.');
  if (!sealHeaderSchema.safeParse(readJson(header)).success) {
    throw new ProblemError('sealed_credentials_outdated');
  }
}

function readJson(base64url: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64url, 'base64url').toString());
  } catch {
    return undefined;
  }
}
