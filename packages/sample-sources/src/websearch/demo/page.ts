import type { SampleWebPage } from '../web.ts';

const AUTHORS = ['Mira Okonkwo', 'Tomasz Bielski', 'Lena Hartwig', 'Aiko Mori', 'Samuel Reyes'];
const DAY_MS = 24 * 3600 * 1000;
const FIRST_DAY = Date.parse('2026-01-12T07:30:00Z');

/** A page of the made-up web; `day` counts from January 2026 and also chooses the author. */
export function page(
  domain: string,
  name: string,
  title: string,
  day: number,
  body: string[],
): SampleWebPage {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9/]+/g, '-');
  return {
    domain,
    path: `/${slug}`,
    title,
    author: AUTHORS[day % AUTHORS.length] ?? '',
    publishedAt: new Date(FIRST_DAY + day * DAY_MS).toISOString(),
    body: body.join('\n'),
  };
}
