import type { SourceAnswer, SourceRequest } from '../../egress/source-http.ts';
import { type FieldPath, valueAt, withValue } from './answer-fields.ts';
import { answerWith, jsonOf, keyOf, type RecordedAnswer } from './recorded-answers.ts';

/** A list that a driver reads page by page. */
export type Listing = {
  /** For people: “pages of a space”. */
  name: string;
  /** Whether a question is for a page of it. */
  isAsked: (url: URL) => boolean;
  /** Where the elements are in an answer. */
  items: FieldPath;
  /** Where the address of the next page is; null where answers have none. */
  link: FieldPath | null;
  /** The driver counts by itself, and of the link takes only that there is one. */
  isCounted?: boolean;
  /** Id of a document that the list would name if it existed: it is stored, and not there. */
  ghost: string;
};

/** Right answers of one list, in order. */
export type ListPages = { first: RecordedAnswer; second: RecordedAnswer; last: RecordedAnswer };

export type Trouble = {
  name: string;
  /** `proven`: all is read and what is not there goes. `open`: nothing goes, and that is told. */
  end: 'proven' | 'open' | 'either';
  needs: 'nothing' | 'a link' | 'a link that is followed';
  /** What is answered instead of the right thing; undefined: the right thing. */
  answer: (asked: Asked) => SourceAnswer | undefined;
};

type Asked = {
  request: SourceRequest;
  listing: Listing;
  pages: ListPages;
  /** How often this very question was asked before. */
  times: number;
  /** Whether it was asked in the sync of right answers. */
  isUsual: boolean;
};

export const FOREIGN_ORIGIN = 'https://elsewhere.example';
const PAGING = [
  ...['cursor', 'start', 'limit', 'rita-page', '$skiptoken', 'token'],
  ...['sysparm_offset', 'sysparm_limit', 'sysparm_query'],
];
const MARK = 'rita-page';

/** The list that a question is for, whichever page of it. */
export function listOf({ url }: SourceRequest): string {
  const list = new URL(url);
  for (const name of PAGING) list.searchParams.delete(name);
  // A source may spell its links otherwise than we do.
  return `${list.origin}${decodeURIComponent(list.pathname)}?${list.searchParams}`;
}

const isPage = ({ request }: Asked, page: RecordedAnswer) => keyOf(request) === page.key;
const isMarked = ({ request }: Asked) => new URL(request.url).searchParams.has(MARK);
const isLater = (asked: Asked) =>
  listOf(asked.request) === listOf(asked.pages.first.request) && !isPage(asked, asked.pages.first);

function changed(page: RecordedAnswer, changes: readonly (readonly [FieldPath, unknown])[]) {
  const json = changes.reduce<unknown>(
    (value, [path, to]) => withValue(value, path, to),
    jsonOf(page.answer),
  );
  // Some tell of the next page in a header, too.
  const headers = new Headers(page.answer.headers);
  headers.delete('link');
  return { ...answerWith(page.answer, json), headers };
}

const linkOf = ({ listing, pages }: Asked): [FieldPath, string] => {
  const path = listing.link ?? [];
  return [path, String(valueAt(jsonOf(pages.first.answer), path))];
};

const marked = (link: string, mark: number) =>
  `${link}${link.includes('?') ? '&' : '?'}${MARK}=${mark}`;

function failing(page: RecordedAnswer, status: number): SourceAnswer {
  return { ...answerWith(page.answer, { message: 'no' }), status };
}

const failsForEver = (status: number): Trouble => ({
  name: `the second page answers ${status} for ever`,
  end: 'open',
  needs: 'nothing',
  answer: (asked) => (isLater(asked) ? failing(asked.pages.second, status) : undefined),
});

const noLinkBehindTheLast = (name: string, link: unknown): Trouble => ({
  name,
  end: 'proven',
  needs: 'a link',
  answer: (asked) =>
    isPage(asked, asked.pages.last)
      ? changed(asked.pages.last, [[linkOf(asked)[0], link]])
      : undefined,
});

const otherLink = (name: string, link: (asked: Asked) => unknown): Trouble => ({
  name,
  end: 'either',
  needs: 'a link',
  answer: (asked) =>
    isPage(asked, asked.pages.first)
      ? changed(asked.pages.first, [[linkOf(asked)[0], link(asked)]])
      : undefined,
});

/** All the ways in which ends were seen to be wrong. */
const TROUBLES: readonly Trouble[] = [
  {
    name: 'an empty page with a link before the first',
    end: 'proven',
    needs: 'a link that is followed',
    answer: (asked) => {
      const { first } = asked.pages;
      if (isMarked(asked)) return first.answer;
      const [path, link] = linkOf(asked);
      const empty = [asked.listing.items, []] as const;
      return isPage(asked, first) ? changed(first, [empty, [path, marked(link, 1)]]) : undefined;
    },
  },
  {
    name: 'the first page is empty',
    end: 'either',
    needs: 'nothing',
    answer: (asked) =>
      isPage(asked, asked.pages.first)
        ? changed(asked.pages.first, [[asked.listing.items, []]])
        : undefined,
  },
  {
    name: 'links behind the last page lead to nothing for ever',
    end: 'open',
    needs: 'a link',
    answer: (asked) => {
      const { last } = asked.pages;
      const [path, link] = linkOf(asked);
      if (isPage(asked, last)) return changed(last, [[path, marked(link, 1)]]);
      if (asked.isUsual || !isLater(asked)) return undefined;
      const mark = Number(new URL(asked.request.url).searchParams.get(MARK) ?? 0);
      return changed(last, [
        [asked.listing.items, []],
        [path, marked(link, mark + 1)],
      ]);
    },
  },
  noLinkBehindTheLast('the link behind the last page is null', null),
  noLinkBehindTheLast('the link behind the last page is empty', ''),
  otherLink('no link to the second page', () => undefined),
  otherLink('the link to the second page is null', () => null),
  otherLink('the link leads to another host', (asked) => {
    const { pathname, search } = new URL(linkOf(asked)[1], FOREIGN_ORIGIN);
    return `${FOREIGN_ORIGIN}${pathname}${search}`;
  }),
  {
    name: 'the second page leads to itself',
    end: 'either',
    needs: 'a link',
    answer: (asked) =>
      isPage(asked, asked.pages.second) ? changed(asked.pages.second, [linkOf(asked)]) : undefined,
  },
  {
    name: 'the second page fails once',
    end: 'proven',
    needs: 'nothing',
    answer: (asked) =>
      isPage(asked, asked.pages.second) && asked.times === 0
        ? failing(asked.pages.second, 500)
        : undefined,
  },
  ...[500, 400, 404, 403].map(failsForEver),
];

/** What can befall a listing. */
export function troublesOf({ link, isCounted }: Listing): Trouble[] {
  const has = {
    nothing: true,
    'a link': link !== null,
    'a link that is followed': link && !isCounted,
  };
  return TROUBLES.filter(({ needs }) => has[needs]);
}
