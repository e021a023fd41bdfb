import { startSessionTestApp } from './session-test-app.ts';

const WRONG = 'not the password';

/** An app behind a trusted proxy whose patience ends after three attempts in a row. */
export async function startLimitsTestApp() {
  const limits = { signInPerAccount: 3, signInPerAddress: 8 };
  const app = await startSessionTestApp({ limits, trustProxy: true });
  let networks = 0;
  /** A client behind an address that nobody else has. */
  function somewhere() {
    networks += 1;
    return app.client({ 'x-forwarded-for': `10.${networks >> 8}.${networks & 255}.1` });
  }
  return {
    ...app,
    somewhere,
    /** Each from another network. Returns the statuses. */
    async wrongTries(name: string, count: number): Promise<number[]> {
      const statuses: number[] = [];
      for (let index = 0; index < count; index += 1) {
        statuses.push((await somewhere().signIn(name, WRONG)).status);
      }
      return statuses;
    },
    /** As if the present delays were over; nothing else is forgotten. */
    async endDelays(): Promise<void> {
      await app.database.executeSql(
        "update rate_limits set blocked_until = now() - interval '1 second' where blocked_until is not null",
      );
    },
  };
}
