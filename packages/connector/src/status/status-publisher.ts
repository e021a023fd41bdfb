import type { DataSourceStatusMessage, HeldUpBy, StatusMessageOutcome } from '@rita/contracts';

/** What became of one attempt to hand a message to the app. */
export type Delivery =
  /** Taken over for good. `outcome` where the way tells it; a queue does not. */
  | { kind: 'accepted'; outcome?: StatusMessageOutcome }
  /** It will never be accepted as it is. */
  | { kind: 'refused'; reason: string }
  /** Nobody took it; try again. */
  | { kind: 'unavailable'; waitMs?: number };

/** Whether messages get through right now, as far as the last attempt tells. */
export type PublisherState = {
  to: HeldUpBy;
  isTaking: boolean;
  /** It will not pass by itself. */
  isRefused: boolean;
  reason?: string | undefined;
};

/** A way to the app: signed HTTP, or a queue. `id` stays the same when a message is sent again. */
export type StatusPublisher = {
  deliver: (id: string, message: DataSourceStatusMessage) => Promise<Delivery>;
  state: () => PublisherState;
  close: () => Promise<void>;
};
