/**
 * A browser at the identity provider, with a cookie jar of its own: follows redirects until the provider
 * sends it back to the app.
 *
 * @returns the path and query that it comes back with
 */
export function createProviderVisitor(publicUrl: string) {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async visit(address: string): Promise<string> {
      let url = new URL(address);
      for (let hop = 0; hop < 10; hop += 1) {
        if (url.origin === new URL(publicUrl).origin) return url.pathname + url.search;
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
        for (const line of response.headers.getSetCookie()) keep(line);
        const location = response.headers.get('location');
        if (location === null) throw new Error(`${response.status}: ${await response.text()}`);
        url = new URL(location, url);
      }
      throw new Error('the provider redirects for ever');
    },
  };

  function keep(line: string): void {
    const [pair = ''] = line.split(';');
    const split = pair.indexOf('=');
    const isGone = /expires=Thu, 01 Jan 1970/i.test(line);
    if (isGone) cookies.delete(pair.slice(0, split));
    else cookies.set(pair.slice(0, split), pair.slice(split + 1));
  }
}
