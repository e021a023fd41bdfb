import { type DestinationStream, pino } from 'pino';

/**
 * The only fields that a log line can have. An allow-list, because redaction by pattern lets
 * shapes of a secret through that nobody thought of; bodies, headers and addresses with query
 * strings have no field here at all.
 */
export type LogFields = Partial<
  Record<
    | 'action'
    | 'address'
    | 'attempt'
    | 'check'
    | 'checkpoint'
    | 'code'
    | 'connection_id'
    | 'connection_type'
    | 'count'
    | 'duration_ms'
    | 'fingerprint'
    | 'host'
    | 'ip'
    | 'kind'
    | 'method'
    | 'name'
    | 'organization_id'
    | 'outcome'
    | 'port'
    | 'queue'
    | 'reason'
    | 'request_id'
    | 'route'
    | 'run_id'
    | 'security_event'
    | 'seq'
    | 'signal'
    | 'status'
    | 'thumbprint'
    | 'user_id'
    | 'webhook_id',
    string | number | boolean | null | undefined
  >
> & { err?: unknown };

type Write = (fields: LogFields, message: string) => void;
export type Log = Record<'debug' | 'info' | 'warn' | 'error', Write> & {
  /** A log that adds these fields to every line. */
  with: (fields: LogFields) => Log;
};

const MAX_FIELD_LENGTH = 300;

/** JSON lines on standard output (or `destination`), one per event. */
export function createLog(options: {
  service: string;
  level: string;
  destination?: DestinationStream;
}): Log {
  const base = { base: { service: options.service }, level: options.level };
  const settings = { ...base, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = options.destination ? pino(settings, options.destination) : pino(settings);
  return logOver(logger, {});
}

function logOver(logger: pino.Logger, common: LogFields): Log {
  const writeAt =
    (level: 'debug' | 'info' | 'warn' | 'error'): Write =>
    (fields, message) => {
      // Asked first: thousands of messages a second each have a debug line.
      if (logger.isLevelEnabled(level)) logger[level](printable({ ...common, ...fields }), message);
    };
  return {
    debug: writeAt('debug'),
    info: writeAt('info'),
    warn: writeAt('warn'),
    error: writeAt('error'),
    with: (fields) => logOver(logger, { ...common, ...fields }),
  };
}

function printable(fields: LogFields): Record<string, unknown> {
  const { err, ...rest } = fields;
  const printed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rest)) {
    printed[key] = typeof value === 'string' ? value.slice(0, MAX_FIELD_LENGTH) : value;
  }
  if (err !== undefined) printed.err = describeError(err);
  return printed;
}

/**
 * Name, code and stack frames of an error. Its message is left out: libraries put request
 * bodies, statements and connection strings into theirs.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.trim());
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    frames,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

const ignore: Write = () => {};
/** Writes nothing; for tests that do not look at the log. */
export const silentLog: Log = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  with: () => silentLog,
};
