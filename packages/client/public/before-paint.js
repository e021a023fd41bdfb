// Sets theme, direction and what stands for the frame before the first paint; a file of its own because the content
// security policy allows no inline script. Same keys and rules as src/lib/theme.ts and src/i18n/language.ts.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is blocked: it is as the system and the browser have it.
    }
  };
  const theme = read('rita.theme') || 'system';
  const dark =
    theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';

  const known = ['en', 'de', 'ar'];
  const wanted = [read('rita.language'), ...navigator.languages].map(
    (tag) => String(tag).toLowerCase().split('-')[0],
  );
  const language = wanted.find((tag) => known.includes(tag)) || 'en';
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';

  // The app asks for its texts only when it runs; here they are asked for along with it.
  const texts = document.querySelector(`meta[name="texts-${language}"]`);
  if (texts) {
    const ahead = document.createElement('link');
    ahead.rel = 'modulepreload';
    ahead.href = texts.content;
    document.head.append(ahead);
  }

  // Pages with the frame of the app around them; a visitor's page has none.
  const framed = /^\/(data-sources|documents|activity|members|settings|account)?(\/|$)/;
  if (!framed.test(location.pathname)) return;
  document.documentElement.dataset.framed = '';

  // What every page with a frame asks for first, while the app is still on its way: src/lib/asked-ahead.ts.
  const headers = { accept: 'application/json', 'accept-language': language };
  const ask = (path) => fetch(path, { headers }).catch(() => undefined);
  const visitor = ask('/api/visitor');
  // Not for somebody who is not signed in: browsers log what is refused.
  const list = visitor.then(async (answer) => {
    const told = answer?.ok ? await answer.clone().json() : undefined;
    return told?.data ? ask('/api/data-sources') : undefined;
  });
  window.askedAhead = new Map([
    ['/api/visitor', visitor],
    ['/api/data-sources', list],
  ]);
})();
