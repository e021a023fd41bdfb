import type { SignUpPolicy } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { Kysely } from 'kysely';
import type { Background } from '../../platform/background.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Mailer } from './mail.ts';
import type { PasswordHashing } from './password-hashing.ts';
import type { SignInLimits } from './rate-limits.ts';
import type { SampleReaderAccount } from './sample-readers.ts';

export type SingleSignOn = { issuer: string; clientId: string; clientSecret: string };

/** What the session feature needs from the process. */
export type AuthOptions = {
  kysely: Kysely<Tables>;
  /** Address that browsers use, without a path. */
  publicUrl: string;
  /** Further origins of the same app: the loopback names of an embedded installation. */
  otherOrigins?: readonly string[];
  /** At least 32 characters; signs the session cookie. */
  secret: string;
  singleSignOn?: SingleSignOn | undefined;
  mailer: Mailer;
  passwords: PasswordHashing;
  signUp: SignUpPolicy;
  /** How long a session lasts without being used, and in all. */
  sessions: { idleSeconds: number; maxSeconds: number };
  /** For what nobody waits for, and no answer's time may tell. */
  background: Background;
  limits?: Partial<SignInLimits> | undefined;
  /** Only in embedded mode on a loopback address, with the sample sources. */
  sampleReaders?: readonly SampleReaderAccount[] | undefined;
  /** There are sample sources to try the product with. */
  hasSampleSources?: boolean;
  log: Log;
};

/** `__Host-` binds the cookie to this very host; browsers accept that prefix on https only. */
export function cookiePrefix(publicUrl: string): string {
  return isHttps(publicUrl) ? '__Host-rita' : 'rita';
}

export function sessionCookieName(publicUrl: string): string {
  return `${cookiePrefix(publicUrl)}.session_token`;
}

export function isHttps(publicUrl: string): boolean {
  return new URL(publicUrl).protocol === 'https:';
}
