/**
 * Where the results of a silent run may be waiting.
 * - `broker`: the connector cannot hand them to the broker · `app`: nor to the app, by HTTP
 * - `queue`: the app cannot take them from the broker right now
 * - `connector`: the connector itself does not answer
 */
export const HELD_UP_BY = ['broker', 'app', 'queue', 'connector'] as const;
export type HeldUpBy = (typeof HELD_UP_BY)[number];
