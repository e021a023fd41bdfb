/** One page of the made-up web. */
export type SampleWebPage = {
  /** Host it stands on, for example `tea-atlas.example`. */
  domain: string;
  /** Begins with `/`. */
  path: string;
  title: string;
  author: string;
  /** ISO 8601. */
  publishedAt: string;
  /** HTML of the article. */
  body: string;
  /** It was open once; now its site answers with this status, to anybody. */
  closed?: 401 | 403;
};

/** A made-up part of the web: its pages, and the robots.txt of its sites. */
export type SampleWeb = {
  pages: SampleWebPage[];
  /** By domain; a site without one answers 404. */
  robots: Record<string, string>;
};
