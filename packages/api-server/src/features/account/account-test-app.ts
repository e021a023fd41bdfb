import { Secret, TOTP } from 'otpauth';
import { expect } from 'vitest';
import { startSessionTestApp } from '../session/session-test-app.ts';
import type { SessionClient } from '../session/session-test-client.ts';

export const PASSWORD = 'correct horse battery';
export type AccountTestApp = Awaited<ReturnType<typeof startAccountTestApp>>;

/** An app, and people with authenticator apps. */
export async function startAccountTestApp() {
  const app = await startSessionTestApp({ limits: { signInPerAccount: 4 } });
  return {
    ...app,
    /** Somebody new, signed in, with a second factor. */
    async withSecondFactor(name: string) {
      const client = app.client();
      expect((await client.signUp(name)).status).toBe(200);
      const begun = await client.post('/api/account/second-factor', { password: PASSWORD });
      expect(begun.status).toBe(201);
      const { secret } = begun.body.data as { secret: string };
      const confirmed = await client.post('/api/account/second-factor/confirm', {
        code: codeOf(secret),
      });
      expect(confirmed.status).toBe(200);
      const codes = confirmed.body.data.recovery_codes as string[];
      return { client, secret, codes, begun, confirmed };
    },
    signIn: (client: SessionClient, name: string, code?: string) =>
      client.post('/api/auth/sign-in/email', {
        email: `${name.toLowerCase()}@example.com`,
        password: PASSWORD,
        ...(code === undefined ? {} : { code }),
      }),
    /** As if no code had been used yet: the next step comes only after half a minute. */
    async forgetSteps() {
      await app.database.executeSql('update second_factors set last_step = 0');
    },
    async actions(email: string): Promise<string[]> {
      const rows = await app.database.kysely
        .selectFrom('audit_events')
        .select('action')
        .where('object_label', '=', email)
        .orderBy('position')
        .execute();
      return rows.map(({ action }) => action);
    },
  };
}

/** What the authenticator app shows, `steps` of half a minute from now. */
export function codeOf(secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: Date.now() + steps * 30_000 });
}
