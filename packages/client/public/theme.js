// Sets the theme before the first paint; a file of its own because the content security policy
// allows no inline script. Same key and rule as src/lib/theme.ts.
(() => {
  let theme = 'system';
  try {
    theme = localStorage.getItem('rita.theme') || 'system';
  } catch {
    // Storage is blocked: the system's theme it is.
  }
  const dark =
    theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
