import { PEOPLE } from '../../company/people.ts';
import { POLICIES } from '../../company/policies.ts';
import { escapeXml } from '../../files/zip.ts';
import type { SampleSitePage } from '../tenant.ts';

type Home = { home: string; people: string; engineering: string };

/** Intranet pages: news of the home site, and one page that explains each policy. */
export function demoPages(sites: Home): SampleSitePage[] {
  const news = NEWS.map(([title, text]) => ({
    siteId: sites.home,
    title,
    html: [`<h2>What happens</h2><p>${escapeXml(text)}</p>`],
  }));
  const explained = POLICIES.map((policy) => ({
    siteId: policy.space === 'HR' ? sites.people : sites.engineering,
    title: `${policy.title} in one minute`,
    html: [
      `<p>${escapeXml(policy.purpose)}</p><ul>${policy.rules.map((rule) => `<li>${escapeXml(rule)}</li>`).join('')}</ul>`,
      `<h3>${escapeXml(policy.question)}</h3><p>${escapeXml(policy.answer)}</p>`,
    ],
  }));
  return [...news, ...explained].map((page, index) => toPage(page, index));
}

function toPage(
  page: { siteId: string; title: string; html: string[] },
  index: number,
): SampleSitePage {
  const at = new Date(Date.parse('2025-09-01T07:00:00Z') + index * 97 * 3_600_000).toISOString();
  return {
    ...page,
    id: `7e57ab1e-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name: `${page.title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.aspx`,
    description: `${page.title}, for everybody at Northwind Tea`,
    level: 'published',
    author: PEOPLE[index % PEOPLE.length]?.name ?? '',
    createdAt: at,
    modifiedAt: at,
    version: 1,
    isCorrupt: false,
    grants: null,
  };
}

const NEWS: readonly (readonly [title: string, text: string])[] = [
  [
    'The new warehouse opens in March',
    'Hall C in Rotterdam takes over green tea and herbs. Orders before 14:00 leave the same day.',
  ],
  [
    'First flush is here',
    'The first Darjeeling of the year arrived by air on Tuesday. The tasting room is open from 15:00.',
  ],
  ['Winter closing', 'The offices close from 24 December to 1 January. The on-call rota goes on.'],
  [
    'How we answer customers',
    'Within one working day, by name, and without templates that sound like templates.',
  ],
  [
    'Welcome to the intranet',
    'Policies, forms and the people who know. Search first, then ask in the channel of the team.',
  ],
];
