/** What our own connectors find in checks, in their words, as far as it names nothing of the source. */
const DETAILS = [
  'There was no page to try it with.',
  'There was no space to try it with.',
  'There was no file to try it with.',
  'There was no site to try it with.',
  'There was no group to try it with.',
  'Read restrictions of pages are visible',
  'Who may view a space is visible',
  'Who may use the site is visible',
  'Who may read a file is visible',
  'Everybody with an account may use it',
  'People are visible',
  'People and their addresses are visible',
  'People are visible; those who hide their address are found by Jira',
  'People are visible, but no address is: nobody can be matched.',
  'People, groups and roles are visible',
  'User criteria of knowledge bases are visible',
  'Members of groups are visible',
  'Members of groups of sites are visible',
  'The site names no people.',
  'The site names no people with an account in use.',
  'The tenant names no people.',
  'The tenant names no groups.',
  'No page was found in the first spaces.',
  'No published article was found.',
  'No tables are chosen.',
  'This server needs no key',
  'The key is accepted',
  'The account or its token may not ask for this.',
  'The account signed in, but it may not see a single space.',
  'The account signed in, but it may not see a single knowledge base.',
  'The app signed in, but no admin has consented to any permission of it.',
] as const;
type Details = Record<(typeof DETAILS)[number], string>;

export const enCheckDetails = {
  checkDetails: Object.fromEntries(DETAILS.map((detail) => [detail, detail])) as Details,
  /** Where a check found something, by what our connectors say before the name. */
  namedInCheck: {
    'A page in': 'A page in {name}',
    'ServiceNow at': 'ServiceNow at {name}',
  },
  /** How many of them a check found. */
  foundInCheck: {
    space: '{count, plural, one {# space} other {# spaces}}',
    'knowledge base': '{count, plural, one {# knowledge base} other {# knowledge bases}}',
    table: '{count, plural, one {# table} other {# tables}}',
    site: '{count, plural, one {# site} other {# sites}}',
    'document library': '{count, plural, one {# document library} other {# document libraries}}',
  },
  /** What a trial of a saved query came to. */
  triedInCheck: {
    found: '“{query}” finds {count} in {time}',
    foundMore: '“{query}” finds {count} or more in {time}',
    nothing: 'Searching works, but “{query}” finds nothing',
  },
} as const;
