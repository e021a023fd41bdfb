import type { Database } from '@rita/platform/database';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import type { DocumentReader } from '../documents/document-reader.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import type { ReadSources } from './freshness.ts';
import type { WriteReading } from './write-reading.ts';

/** Who calls: a person's assistant or a program with a key, and until when somebody waits for the answer. */
export type McpCaller = { principal: Principal; ip: string; signal: AbortSignal };

export type McpDeps = Pick<RunDeps, 'log'> & {
  documents: DocumentReader;
  readSources: ReadSources;
  writeReading: WriteReading;
  /** Address that people use, without a path. */
  publicUrl: string;
};

export type McpOptions = McpDeps & {
  database: Pick<Database<Tables>, 'listen'>;
  /** Nothing kept, for whoever is told of a change. */
  readSourcesNow: ReadSources;
  /** Of browser clients on other sites that may call. */
  origins: readonly string[];
  /** Who a bearer token stands for; undefined for one that is made up, over, or for something else. */
  findCaller: (token: string) => Promise<Principal | undefined>;
};
