import './styles/main.css';
// Before any schema is made.
import './lib/parse-without-eval.ts';
// What each file of texts needs: with the app, not after it.
import './i18n/message.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from './app/app.tsx';
import { loadLanguage } from './i18n/language.ts';
import { watchClicks } from './lib/after-click.ts';
import { watchPresses } from './lib/after-press.ts';
import { followTheme } from './lib/theme.ts';

// Not `await`ed: in a build the texts are in files that wait until this one, with all it needs, has been run.
void start();

async function start(): Promise<void> {
  const container = document.getElementById('root');
  if (!container) throw new Error('index.html has no #root');
  followTheme();
  watchPresses();
  watchClicks();
  if (import.meta.env.MODE !== 'production' && !(await opensInGallery())) return;
  await loadLanguage();
  createRoot(container).render(<StrictMode>{createApp()}</StrictMode>);
}

/** In development: whether the app is to start, in a state of the gallery where one is asked for. */
async function opensInGallery(): Promise<boolean> {
  const name = new URLSearchParams(location.search).get('gallery');
  if (name === null) return true;
  const { openGallery } = await import('./testing/gallery/open-gallery.ts');
  return openGallery(name);
}
