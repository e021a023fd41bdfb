import { type Browser, chromium } from '@playwright/test';

export type { Browser, BrowserContext, Page } from '@playwright/test';

/** The Chromium of this machine, as the tests use it. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}
