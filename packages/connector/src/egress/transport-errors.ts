import { SourceError } from '../platform/source-error.ts';

const UNREACHABLE = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EPIPE',
  'UND_ERR_SOCKET',
]);
const TIMEOUT = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const TLS = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'EPROTO',
]);

/**
 * Names what went wrong on the way to a source (upstreams.md §5.2). The library's own text never
 * gets into the result; only its code decides.
 */
export function toSourceError(error: unknown, host: string): SourceError {
  if (error instanceof SourceError) return error;
  const code = codeOf(error);
  if (isTimeout(error, code)) {
    return new SourceError('timeout', `${host} did not answer in time`, { cause: error });
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    const detail = `${host} does not speak https at this port; use http or another port`;
    return new SourceError('tls_error', detail, { cause: error });
  }
  if (isTlsCode(code)) {
    const detail = `The certificate of ${host} could not be trusted (${code})`;
    return new SourceError('tls_error', detail, { cause: error });
  }
  if (UNREACHABLE.has(code)) {
    return new SourceError('unreachable', unreachableDetail(code, host), { cause: error });
  }
  if (code.startsWith('HPE_') || isParserError(error)) {
    return new SourceError('unreachable', `${host} does not answer in HTTP`, { cause: error });
  }
  return new SourceError('upstream_error', `The answer of ${host} broke off or could not be read`, {
    cause: error,
  });
}

/** Whether it is worth calling again: the line broke, or nobody answered in time. */
export function isPassingError(error: SourceError): boolean {
  if (error.code === 'timeout') return true;
  if (error.code !== 'unreachable') return false;
  return codeOf(error.cause) !== 'ENOTFOUND';
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined || cause === error ? '' : codeOf(cause);
}

function isTimeout(error: unknown, code: string): boolean {
  return TIMEOUT.has(code) || (error instanceof Error && error.name === 'TimeoutError');
}

// undici names its parser's errors, but does not give each of them a code.
function isParserError(error: unknown): boolean {
  return error instanceof Error && error.name === 'HTTPParserError';
}

function isTlsCode(code: string): boolean {
  return TLS.has(code) || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_');
}

function unreachableDetail(code: string, host: string): string {
  if (code === 'ENOTFOUND') return `There is no host called ${host}`;
  if (code === 'ECONNREFUSED') return `${host} refused the connection`;
  return `The connection to ${host} failed (${code})`;
}
