import type { SampleWebsearchSwitches } from './switches.ts';
import type { SampleWeb, SampleWebPage } from './web.ts';

export const SAMPLE_BRAVE_KEY = 'BSA-sample-key-of-northwind-tea';
export const SAMPLE_TAVILY_KEY = 'tvly-sample-key-of-northwind-tea';

/** What every answer is made from. */
export type WebsearchServerContext = {
  web: SampleWeb;
  switches: SampleWebsearchSwitches;
  /** Address of a page as results name it. */
  addressOf: (page: SampleWebPage) => string;
  /** Answers so far that counted towards Brave's limit. */
  braveCalls: number;
};

export type WebsearchCall = {
  method: string;
  url: URL;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
};

export type WebReply = {
  status: number;
  /** A text is sent as HTML unless the headers say otherwise; anything else as JSON. */
  body: unknown;
  headers?: Record<string, string>;
};
