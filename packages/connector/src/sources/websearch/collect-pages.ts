/**
 * Reads page after page until there are `limit` addresses. Pages may overlap, and providers give
 * no end that can be trusted, so a page with nothing new on it is the last one too.
 */
export async function collectPages(
  limit: number,
  readPage: (page: number) => Promise<{ urls: string[]; isLast: boolean }>,
): Promise<string[]> {
  const found = new Set<string>();
  for (let page = 0; found.size < limit; page += 1) {
    const before = found.size;
    const { urls, isLast } = await readPage(page);
    for (const url of urls) found.add(url);
    if (isLast || found.size === before) break;
  }
  return [...found].slice(0, limit);
}
