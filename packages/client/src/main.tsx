import './styles/main.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from './app/app.tsx';
import { watchPresses } from './lib/after-press.ts';
import { followTheme } from './lib/theme.ts';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');
followTheme();
watchPresses();
createRoot(container).render(<StrictMode>{createApp()}</StrictMode>);
