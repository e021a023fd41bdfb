import type {
  CheckOutcome,
  DataSourceType,
  FoundResult,
  ProblemCode,
  SourceOptions,
} from '@rita/contracts';
import type { Convert } from '../convert/convert.ts';
import type { SourceHttp } from '../egress/source-http.ts';

import type { AccessPage, AccessRequest, SourceAccess } from './source-access.ts';

export { SourceError } from '../platform/source-error.ts';

/** What a driver gets to work with: where the source is, who we are there, and the only way to call it. */
export type SourceContext<Settings, Credentials> = {
  /** Parsed with the catalogue entry's schema. */
  settings: Settings;
  credentials: Credentials;
  /** The guarded client; a driver has no other way to the network. */
  http: SourceHttp;
  /**
   * What the source wrote as Markdown, and the only way to it: in a thread, within limits. Throws
   * `SourceError` `upstream_error` or `timeout` for one document that has no text to be read.
   */
  convert: Convert;
  /** Aborted when the run was cancelled, its time is over, or the process stops. */
  signal: AbortSignal;
  now: () => Date;
};

/** Reports one named check: first as `running`, later once more with its outcome. */
export type ReportCheck = (check: {
  name: string;
  outcome: CheckOutcome;
  detail?: string;
  remedy?: string;
  remedyCode?: string;
  remedyValues?: Record<string, string>;
}) => void;

export type VerifyResult = {
  options: SourceOptions;
  /** When the secret stops working, where the source tells. */
  credentialsExpireAt?: Date;
};

/** A document as a driver delivers it. */
export type SourceDocument = {
  /** Stable within the connection, and the same on each sync. */
  externalId: string;
  /** Changes whenever anything of the document changes; an equal one is not written again. */
  revision: string;
  title: string;
  url: string | null;
  /** Markdown. */
  body: string;
  author: string | null;
  createdAt: Date | null;
  updatedAt: Date | null;
  /** Where it stands: space and parents, library and folders. */
  path: string[];
  /** Who may read it, as the source says; what could not be found out is nobody. */
  access: SourceAccess;
};

/** An item that could not be read although the sync as a whole goes on. */
export type FailedItem = {
  externalId: string;
  title: string | null;
  url: string | null;
  code: ProblemCode;
  reason: string;
};

/**
 * One step of a sync. It is stored together with its checkpoint in one transaction, so a driver
 * that is started again with that checkpoint goes on right after it.
 */
export type SyncPage = {
  documents: SourceDocument[];
  failed: FailedItem[];
  /** Ids seen and unchanged, which therefore must not count as deleted. */
  unchanged: string[];
  /**
   * Ids without a slash below which (`<id>/…`) nobody looked: what is stored there must not count as
   * deleted either, and what was told of as failed is so still.
   */
  unlookedBelow?: string[];
  /** JSON; opaque to everybody but the driver. Null on the last page. */
  checkpoint: SyncCheckpoint | null;
  /** How many documents there will be in all, as soon as that is known. */
  total?: number;
  /** What is being read right now, in plain words: “Engineering”. */
  phase?: string;
  /** Ids that the source itself says are gone: deleted, retired, moved out of what is chosen. */
  removed?: string[];
  /**
   * Of those that are gone, what the source has and shows us no more: nobody finds what is stored of
   * it from now on, although its removal may be held up.
   */
  closed?: string[];
  /** On the last page only: how the sync ended. Absent: the listing was complete, and no cursor. */
  end?: SyncEnd;
};

export type SyncEnd = {
  /**
   * Whether what was not met is gone. False after a sync that only asked for changes, and where
   * the source gave no proof that the listing was complete: then only `removed` goes.
   */
  isComplete: boolean;
  /** Where the next sync can begin to ask for changes; JSON, opaque to everybody but the driver. */
  cursor: SyncCheckpoint | null;
};

export type SyncCheckpoint = Record<string, unknown>;

export type SyncRequest = {
  /** Where an interrupted sync goes on; null at the beginning. */
  checkpoint: SyncCheckpoint | null;
  /** Revision stored for an id, for drivers that can skip what has not changed. */
  knownRevision: (externalId: string) => Promise<string | undefined>;
  /**
   * What the last sync that completed left in its `end`; null at first, and after the settings or
   * the credentials changed, for then something else may be visible.
   */
  cursor?: SyncCheckpoint | null;
  /**
   * What is stored already, `limit` at a time in the order of the ids, after `after` (at first
   * `''`); for drivers whose listing does not name everything that is still there.
   */
  knownDocuments: (
    after: string,
    limit: number,
  ) => Promise<{ externalId: string; revision: string }[]>;
};

/**
 * One type of source. Both functions throw `SourceError` for whatever the user, the source's
 * admin or the operator can mend; anything else is a bug of ours.
 */
export type SourceDriver<Settings = never, Credentials = never> = {
  type: DataSourceType;
  /** Makes the named checks of the catalogue entry, at most 25 s in all, and finds the options. */
  verify: (
    context: SourceContext<Settings, Credentials>,
    report: ReportCheck,
  ) => Promise<VerifyResult>;
  /**
   * Reads everything chosen, page by page. It ends normally only when the listing was complete:
   * whatever was neither delivered nor unchanged nor failed is then taken as deleted, unless the
   * last page's `end` says otherwise.
   */
  sync: (
    context: SourceContext<Settings, Credentials>,
    request: SyncRequest,
  ) => AsyncIterable<SyncPage>;
  /**
   * Reads who may read what, and who the people are, without reading documents. What it does not
   * read to a proven end, its last page's `end` leaves out; then what is stored stays.
   */
  readAccess: (
    context: SourceContext<Settings, Credentials>,
    request: AccessRequest,
  ) => AsyncIterable<AccessPage>;
  /**
   * Reads just these items, which an earlier sync could not read (“retry these”). Each comes back
   * among `documents`, `failed` or, when the source says that it is gone or it is outside of what
   * is chosen by now, `removed`; whatever else is stored stays. Pages have no checkpoint: the
   * items that are still to be read are the state.
   */
  readAgain?: (
    context: SourceContext<Settings, Credentials>,
    items: readonly ItemToRead[],
  ) => AsyncIterable<SyncPage>;
  /**
   * Asks the source one question and gives what it finds, best first (“try a query”). Whoever asks
   * waits for it. Nothing of the answer is ever stored.
   */
  tryQuery?: (
    context: SourceContext<Settings, Credentials>,
    query: string,
  ) => Promise<FoundResult[]>;
};

/** An item that a sync could not read, as it was told of then. */
export type ItemToRead = Pick<FailedItem, 'externalId' | 'title' | 'url'>;
