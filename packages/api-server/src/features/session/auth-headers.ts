/** Set by us on every request to better-auth, never taken from the client. */
export const CLIENT_IP_HEADER = 'x-rita-client-ip';
export const SECOND_FACTOR_HEADER = 'x-rita-second-factor';
