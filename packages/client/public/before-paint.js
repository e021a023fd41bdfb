// Sets the theme and the direction before the first paint; a file of its own because the content
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
})();
