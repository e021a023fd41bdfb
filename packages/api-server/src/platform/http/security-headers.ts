import type { StandingHeaders } from '@rita/platform/standing-headers';
import helmet from 'helmet';

/** For the client: everything from here, nothing inline. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  styleSrcAttr: ["'none'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  workerSrc: ["'self'"],
  objectSrc: ["'none'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** What no page of ours asks a browser for. */
const PERMISSIONS = ['camera', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

export type TransportSecurity = {
  isHttps: boolean;
  /** Whether browsers are to ask every name below ours by https, too, for a year. */
  withSubdomains: boolean;
};

/** The same for every kind of answer; made once. */
export function securityHeaders({ isHttps, withSubdomains }: TransportSecurity): StandingHeaders {
  const headers: Record<string, string> = { 'permissions-policy': PERMISSIONS };
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  };
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    strictTransportSecurity: isHttps && {
      maxAge: 31_536_000,
      includeSubDomains: withSubdomains,
    },
    referrerPolicy: { policy: 'same-origin' },
  })({} as never, response as never, (error?: unknown) => {
    if (error !== undefined) throw error;
  });
  return headers;
}
