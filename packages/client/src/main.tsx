import './styles/main.css';
// What each file of texts needs: with the app, not after it.
import './i18n/message.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from './app/app.tsx';
import { loadLanguage } from './i18n/language.ts';
import { watchPresses } from './lib/after-press.ts';
import { followTheme } from './lib/theme.ts';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');
followTheme();
watchPresses();
// Not `await`: in a build the texts are in files that wait until this one, with all it needs, has been run.
void loadLanguage().then(() => {
  createRoot(container).render(<StrictMode>{createApp()}</StrictMode>);
});
